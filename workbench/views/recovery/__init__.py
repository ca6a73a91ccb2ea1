"""Work of windows that ended without saving, offered at the next start."""
