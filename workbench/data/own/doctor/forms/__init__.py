"""The rows of the table of label forms, by what they have in common."""
