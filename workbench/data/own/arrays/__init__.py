"""NumPy's arrays, alone in a `.npy` or several in a `.npz`."""
