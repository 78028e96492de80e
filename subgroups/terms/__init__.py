"""Terms of reference of a subgroup, edition by edition."""
