"""The view of all runs of the project."""
