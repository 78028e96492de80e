"""Signing a return, submitting it and reopening it."""
