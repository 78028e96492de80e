"""Changing a draft: the set itself, its sections, questions and contradictions."""
