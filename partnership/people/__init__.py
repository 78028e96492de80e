"""People, organisations and the roles that join them."""
