"""The brush, and how its strokes become edits of the project."""
