"""Runs that are kept: with what settings they were done, and what came of them."""
