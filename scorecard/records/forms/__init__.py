"""Forms for leaving, merging and retention."""
