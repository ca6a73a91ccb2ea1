"""Rows of another file for a network that was trained on own data."""
