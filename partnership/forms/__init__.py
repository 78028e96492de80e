"""The forms of the partnership's own pages."""
