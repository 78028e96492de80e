"""Papers of agenda items, and the pack that binds them. Not the agenda itself."""
