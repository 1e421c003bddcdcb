"""The rows of the worklist: where they come from, their order and their table."""
