"""Forms of leaving, merging and keeping."""
