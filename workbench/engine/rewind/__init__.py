"""What a network was at many steps of its training, and how it stands there again."""
