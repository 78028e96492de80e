"""Pages of subgroups, the structure they make, and their seats."""
