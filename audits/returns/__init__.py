"""A school's return in a round: opening a round, its answers and how far it is."""
