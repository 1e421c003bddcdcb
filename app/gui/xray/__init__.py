"""The page of one X-ray: viewer, verdict, patient."""
