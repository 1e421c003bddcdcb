"""Translated texts of records, figures and reasons."""
