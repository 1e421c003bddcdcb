"""Screening of batches: runner, worker, pace; and the page of a batch: table, filter, progress, preview."""
