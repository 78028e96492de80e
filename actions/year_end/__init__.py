"""Closing a plan's year: each open action is carried forward, dropped or completed."""
