"""The agenda of a meeting."""
