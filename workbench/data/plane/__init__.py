"""Planes through the inputs, on which a network can be looked at."""
