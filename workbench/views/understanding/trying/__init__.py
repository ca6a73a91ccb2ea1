"""The view in which a person tries a trained network on examples of their own."""
