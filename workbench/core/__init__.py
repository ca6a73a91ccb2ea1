"""Frozen values and tables: the standard library, NumPy and msgspec only."""
