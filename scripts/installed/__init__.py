"""Tries a program as it was installed, away from everything that it was made with. Standard library only."""
