"""The append-only trail of changes."""
