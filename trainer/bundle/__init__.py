"""The model bundle and its model card."""
