"""Forms, lists, components and addresses for pages."""
