"""The commands of the program, one file each with the word for help, its arguments and its work."""
