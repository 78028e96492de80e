"""Minutes: notes, decisions and actions; circulated, agreed, amended."""
