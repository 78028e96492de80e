"""Forms for writing a question set."""
