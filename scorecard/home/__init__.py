"""The home page: what needs a person today."""
