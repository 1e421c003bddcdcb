"""What the window has to do with other machines by DICOM: X-rays that it receives, results that it sends."""
