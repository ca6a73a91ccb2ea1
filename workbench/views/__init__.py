"""Widgets and plots, each named after what it shows."""
