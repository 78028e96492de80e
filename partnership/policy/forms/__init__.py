"""The forms of local rules."""
