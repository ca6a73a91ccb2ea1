"""The layers that may be in an opened model, one family a module."""
