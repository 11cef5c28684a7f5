"""Offline: public data in, a model folder out. Nothing that serves a request imports it."""
