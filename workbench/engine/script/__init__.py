"""The code of a project: a script or a notebook that does the same run with public interfaces alone."""
