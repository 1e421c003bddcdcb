"""Results on their way to a picture archive: a queue on the disk, and C-STORE."""
