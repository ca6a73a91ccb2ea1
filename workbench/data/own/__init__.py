"""A person's own files: read as text, understood by proposals that can be changed, imported to arrays."""
