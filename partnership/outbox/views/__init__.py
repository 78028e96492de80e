"""The pages of emails."""
