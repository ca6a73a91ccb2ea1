"""A person's own files: read, understood, checked, and brought into the form that training takes."""
