"""The page of a batch: table, filter, progress, preview."""
