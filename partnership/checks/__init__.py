"""The yearly question to schools whether their people are right."""
