"""The decision map as models of Qt."""
