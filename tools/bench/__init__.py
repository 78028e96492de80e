"""Measuring the product: the figures of design.md section 5."""
