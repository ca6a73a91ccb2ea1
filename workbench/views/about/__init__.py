"""What the program is and is built on, and the licences of all that."""
