"""Pages of terms of reference."""
