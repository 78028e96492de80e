"""The clock, school and plan years, terms and working days."""
