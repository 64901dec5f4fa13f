"""Pixels in, dataclasses out: what a travel document says, by its machine-readable and its visual zone."""
