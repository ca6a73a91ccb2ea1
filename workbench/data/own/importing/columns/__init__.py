"""What becomes of the cells of each kind of column, while a file is read and afterwards."""
