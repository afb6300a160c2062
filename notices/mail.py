"""Sending one e-mail through the server that EMAIL_URL names."""

from django.core.mail import EmailMessage, get_connection

TIMEOUT_SECONDS = 60  # far below the five minutes after which another worker takes the message over


def send(address: str, subject: str, body: str) -> None:
    """Sends plain text to one address; raises what the mail server answers."""
    connection = get_connection(timeout=TIMEOUT_SECONDS)
    EmailMessage(subject, body, to=[address], connection=connection).send()
