"""The pages of local rules."""
