"""The main window, its pages and its actions."""
