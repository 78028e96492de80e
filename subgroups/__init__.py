"""Subgroups, their meetings, minutes and decisions."""
