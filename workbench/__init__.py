"""A desktop workbench for dense classification networks in TensorFlow."""

__version__ = "0.1.0"
