"""Everything that changes a practice review or a recommendation."""
