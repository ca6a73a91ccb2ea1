"""The view in which a person paints points in the plane."""
