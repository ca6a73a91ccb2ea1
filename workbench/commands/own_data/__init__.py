"""A person's own files on the command line: what can be said about them, what is proposed, and the import."""
