"""Runs a trained network on many rows and shows what it says as a table model."""
