"""Palette, style sheet and the marks of the findings."""
