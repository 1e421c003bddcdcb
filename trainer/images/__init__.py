"""Altered radiographs: look of other machines, geometry, stress set."""
