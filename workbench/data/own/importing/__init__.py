"""Turns a person's files into the arrays that a network trains on, in little memory, and keeps them."""
