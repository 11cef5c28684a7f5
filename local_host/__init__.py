"""Serves the functions without Azure's tools, with routes, keys and requests as the Functions host has them."""
