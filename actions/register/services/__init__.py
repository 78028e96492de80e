"""Everything that changes an action or a saved view."""
