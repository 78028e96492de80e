"""The pages that look across every app: load, ask, call, answer."""
