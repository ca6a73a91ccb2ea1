"""Writes a trained network in the formats that other programs read."""
