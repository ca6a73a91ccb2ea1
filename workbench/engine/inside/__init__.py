"""Looks into a network while it is trained."""
