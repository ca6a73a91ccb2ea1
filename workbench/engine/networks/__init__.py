"""Keras models that end in logits: how they are built, kept, and taken apart."""
