"""Builds, trains and evaluates networks. TensorFlow and Keras are imported inside functions only."""
