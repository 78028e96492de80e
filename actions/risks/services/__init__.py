"""Everything that changes a risk."""
