"""The autosaved copy of each window's work."""
