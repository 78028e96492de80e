"""Minutes: notes, decisions and actions, circulated, agreed and amended."""
