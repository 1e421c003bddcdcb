"""DICOM to and from other systems: network and writing, without Qt."""
