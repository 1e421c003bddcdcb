"""From a file to a radiograph, and from that to the model's input."""
