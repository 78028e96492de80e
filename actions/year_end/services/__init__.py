"""Everything that closing a year changes."""
