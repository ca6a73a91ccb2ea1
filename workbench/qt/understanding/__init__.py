"""What the views of a trained network stand on."""
