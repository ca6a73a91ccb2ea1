"""Folders of pictures, one folder for each class."""
