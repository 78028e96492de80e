"""The forms of actions and saved views."""
