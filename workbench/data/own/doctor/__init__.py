"""Looks at the columns of labels, says what they are, and turns them into labels that a loss takes."""
