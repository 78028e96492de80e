"""Quorum rules as data, and the quorum of a meeting."""
