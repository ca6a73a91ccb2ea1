"""Softmax and sigmoid beside each other."""
