"""Choice of the patient from the clinic's worklist."""
