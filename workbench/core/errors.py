"""What went wrong on the user's side, as one plain sentence."""


class UserError(Exception):
    """Bad input. The message is one sentence that says what is wrong and what to do."""
