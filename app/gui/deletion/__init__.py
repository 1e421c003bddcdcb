"""Deletion of screenings from the history, and its undo."""
