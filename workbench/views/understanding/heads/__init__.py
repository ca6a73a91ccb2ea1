"""Views that set the two heads beside each other."""
