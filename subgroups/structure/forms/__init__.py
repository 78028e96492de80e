"""Forms for subgroups, seats and appointments."""
