"""Section of the settings on X-ray machines, worklists and picture archives that speak DICOM."""
