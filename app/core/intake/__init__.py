"""Decide whether a radiograph may be scored."""
