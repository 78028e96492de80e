"""Forms for meetings and attendance."""
