"""Strokes of a pen, and the small pictures that are made of them."""
