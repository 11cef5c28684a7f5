"""Words -> Mood: what is felt, what is wanted, and the hard constraints."""
