"""A page that tells of a trained network, whole in one file, made without Qt."""
