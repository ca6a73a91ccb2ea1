"""Qt without widgets: the document with its undo stack, the trainer, item models and actions."""
