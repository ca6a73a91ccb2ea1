"""What a person can set of an example that is in no data set."""
