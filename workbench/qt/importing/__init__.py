"""A person's own files on their way to the bench: drafts, tables and imports as the window sees them."""
