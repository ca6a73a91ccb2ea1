"""How good a network is: scores, curves, thresholds and calibration, from probabilities and what is true."""
