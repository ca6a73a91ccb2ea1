"""The parts of a plot of curves."""
