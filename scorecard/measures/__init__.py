"""Measures and figures."""
