"""What pages are made of: forms, lists, components, addresses."""
