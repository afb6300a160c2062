"""What a gateway or a mail server answers that keeps a message here: later, or never."""

from datetime import timedelta


class NotSent(Exception):
    """The message was not taken this time; `reason` is shown to operators and holds no address and no text.

    wait: how long the other side wants to be left alone, or None.
    """

    def __init__(self, reason: str, *, wait: timedelta | None = None):
        super().__init__(reason)
        self.reason = reason
        self.wait = wait


class NeverSent(NotSent):
    """The message will not be taken however often one asks: there is no such number or mailbox, or it is blocked."""
