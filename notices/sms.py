"""Ways to send a text message; a gateway is one class with `send`, named by settings.SMS_ADAPTER."""

import sys
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Adapter(Protocol):
    """What a gateway has to offer."""

    def send(self, address: str, body: str, key: str) -> None:
        """Hands one message over within 60 seconds; `key` is the same at every try of the same message.

        Raises answers.NeverSent when a repeat is useless; answers.NotSent, or any exception, when it was not taken
        this time.
        """


class Console:
    """Prints messages on standard output: for the demo and the tests, refused in production by the start-up checks."""

    def send(self, address: str, body: str, key: str) -> None:
        sys.stdout.write(f"[短信] {masked(address)}: {body}\n")
        sys.stdout.flush()


def masked(number: str) -> str:
    """138****5678; a short number keeps only its first digits."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else f"{number[:3]}****"


def adapter() -> Adapter:
    """The adapter that settings.SMS_ADAPTER names. Raises ImportError when there is none of that name."""
    return import_string(settings.SMS_ADAPTER)()
