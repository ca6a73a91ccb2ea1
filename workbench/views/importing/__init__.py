"""The dialog that imports a person's own files, and what a window asks about files that moved."""
