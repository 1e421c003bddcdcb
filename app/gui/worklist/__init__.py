"""The page of the worklist: the X-rays of a batch, or of the history."""
