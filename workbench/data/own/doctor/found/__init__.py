"""What the doctor looks for in labels, by what it is about."""
