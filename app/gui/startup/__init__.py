"""Starting the window: first use, files from other programs, unfinished batches, translations."""
