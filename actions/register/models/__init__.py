"""Actions, owners, updates, date changes, steps and saved views."""
