"""What went wrong on the user's side, as one plain sentence."""


class UserError(Exception):
    """Bad input. The message is one sentence that says what is wrong and what to do."""


class Cancelled(Exception):
    """A person has stopped what was being done; nothing of it is left."""
