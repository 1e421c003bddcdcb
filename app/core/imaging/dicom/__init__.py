"""DICOM files: read, decode, and say what they tell of the patient and the exposure."""
