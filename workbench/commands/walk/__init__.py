"""`workbench --walk FOLDER`: the program goes through its own window, to show that it works where it is installed."""
