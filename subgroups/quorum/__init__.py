"""When a meeting is quorate: a rule as data, and what it says of one meeting."""
