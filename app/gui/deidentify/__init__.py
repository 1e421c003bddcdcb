"""Saving X-rays without the patient's identity: look at each, black what tells who it is."""
