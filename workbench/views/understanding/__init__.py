"""Views that show what a network has learned, each in a dock of its own."""
