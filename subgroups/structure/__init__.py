"""Subgroups, their seats and the people appointed to them."""
