"""What a catalogue written by hand is held to: its format, its writing, and its facts against other catalogues."""
