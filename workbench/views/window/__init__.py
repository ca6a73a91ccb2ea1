"""The parts of the window: its docks, what its buttons do, and the windows beside it."""
