"""The sections of a script that read a person's own file."""
