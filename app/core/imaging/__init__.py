"""From a file to a radiograph to the model's input."""
