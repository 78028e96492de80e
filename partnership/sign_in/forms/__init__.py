"""The forms of signing in."""
