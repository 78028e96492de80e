"""The terms of reference of a subgroup, in editions."""
