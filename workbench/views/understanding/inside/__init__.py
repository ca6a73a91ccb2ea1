"""The view that looks inside a network."""
