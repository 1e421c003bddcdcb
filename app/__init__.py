"""Kifua: offline screening of chest radiographs of children for signs of pneumonia."""

__version__ = "0.1.0"
