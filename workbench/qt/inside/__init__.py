"""What goes on inside a network, as the window draws it."""
