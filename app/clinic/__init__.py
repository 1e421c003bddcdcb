"""What a clinic measures about itself."""
