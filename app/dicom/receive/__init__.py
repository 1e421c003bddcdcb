"""The DICOM node that X-ray machines send to, and the folder of what they sent."""
