"""Pages of records about people."""
