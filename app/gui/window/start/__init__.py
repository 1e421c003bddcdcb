"""The start page: where X-rays are dropped, and what can be gone on with."""
