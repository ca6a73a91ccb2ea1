"""The window that shows what a trained network says of many rows."""
