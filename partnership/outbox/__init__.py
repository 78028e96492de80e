"""Every email: written in the same transaction, delivered once."""
