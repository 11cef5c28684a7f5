"""How good the recommendations are, measured on public data: `python -m bench.quality`."""
