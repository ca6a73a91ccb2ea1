"""The parts of the preview of the data."""
