"""What the views of scores stand on: the answers to one part of the data, and tables of them."""
