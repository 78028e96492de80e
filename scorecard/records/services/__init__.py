"""Leaving, merging and keeping, in every app."""
