"""The runs of the project, for views to show and to change."""
