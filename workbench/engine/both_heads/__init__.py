"""Both heads trained beside each other."""
