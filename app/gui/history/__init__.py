"""The page of stored screenings."""
