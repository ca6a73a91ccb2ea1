"""The view of one step of training."""
