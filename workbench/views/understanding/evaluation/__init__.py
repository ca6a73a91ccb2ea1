"""Views that show how good the network really is."""
