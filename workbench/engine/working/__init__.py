"""The parts of the worker: its thread, what holds a run, and the sessions that it trains."""
