"""Subgroups and their seats: who sits where, appointed by whom, from when to when."""
