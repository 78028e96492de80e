"""Pages of published arrangements and legal texts."""
