"""Built-in data sets, splits, preprocessing and label encodings."""
