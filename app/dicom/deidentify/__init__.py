"""X-rays without the patient's identity: new files, made of what is known to be harmless."""
