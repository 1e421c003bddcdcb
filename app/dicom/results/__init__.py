"""Results of screenings as DICOM instances: a picture and a structured report."""
