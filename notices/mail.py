"""Sending one e-mail through the server that EMAIL_URL names."""

import hashlib
import smtplib
from email.mime.text import MIMEText
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from notices import ics
from notices.answers import NeverSent

TIMEOUT_SECONDS = 60  # far below the five minutes after which another worker takes the message over
FOR_EVER = range(500, 600)


def send(address: str, subject: str, body: str, *, key: str, calendar: str = "") -> None:
    """Sends plain text to one address, with the calendar file of an appointment if there is one.

    Raises NeverSent when there is no such mailbox, else what the mail server answers.
    """
    headers = {"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"}
    connection = get_connection(timeout=TIMEOUT_SECONDS)
    mail = EmailMessage(subject, body, to=[address], headers=headers, connection=connection)
    if calendar:
        mail.attach(_attachment(calendar))
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        if all(code in FOR_EVER for code in codes):
            raise NeverSent(f"mail server: {codes[0]}") from refused
        raise


def message_id(key: str) -> str:
    """The same at every try: a mail that went out although the answer was lost is recognised when it comes again."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{urlsplit(settings.SITE_ADDRESS).hostname}>"


def _attachment(calendar):
    part = MIMEText(calendar, "calendar", "utf-8")
    part.set_param("method", "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename=ics.FILE_NAME)
    return part


def masked(address: str) -> str:
    """w****@example.org: whose mailbox it is, for who knows it already."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}****@{host}" if host else "****"
