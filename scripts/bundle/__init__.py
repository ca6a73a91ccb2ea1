"""Makes what people install: a folder that needs no Python, and the archives and installers around it."""
