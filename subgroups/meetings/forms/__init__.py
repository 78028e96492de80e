"""The forms of a meeting and of its attendance."""
