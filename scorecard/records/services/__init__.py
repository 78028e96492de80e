"""Leaving, merging and retention in every app."""
