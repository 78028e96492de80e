"""Actions with their owners, updates, moved dates and steps; saved views."""
