"""The daily digest of reminders."""
