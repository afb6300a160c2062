"""An appointment as a calendar file (RFC 5545): when, where, whom to call, and nothing about anybody."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
FILE_NAME = "appointment.ics"
LINE = 75  # bytes, after which RFC 5545 § 3.1 folds
# China keeps one time the year round; a calendar must still be told (RFC 5545 § 3.6.5).
SHANGHAI = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
]


@dataclass(frozen=True)
class Appointment:
    """What goes into the file. uid: the same for the same appointment, so that a second import replaces the first.

    lasts: how long a calendar keeps free for it, a guess that nobody is held to
    """

    uid: uuid.UUID
    title: str
    starts_at: dt.datetime
    place: str = ""
    note: str = ""
    lasts: dt.timedelta = dt.timedelta(hours=1)


def ics(appointment: Appointment) -> str:
    """The file's text, lines ended by CRLF."""
    start = timezone.localtime(appointment.starts_at)
    minutes = int(appointment.lasts.total_seconds() // 60)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mediation//appointments//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *SHANGHAI,
        "BEGIN:VEVENT",
        f"UID:{appointment.uid}",
        f"DTSTAMP:{timezone.now().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Asia/Shanghai:{start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{minutes}M",
        f"SUMMARY:{_escaped(appointment.title)}",
        *([f"LOCATION:{_escaped(appointment.place)}"] if appointment.place else []),
        *([f"DESCRIPTION:{_escaped(appointment.note)}"] if appointment.note else []),
        # Whoever looks into a shared calendar sees that the hour is taken, not for what.
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text):
    """RFC 5545 § 3.3.11; a line break of any kind stays inside its property."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = "".join(sign if sign.isprintable() or sign in "\r\n" else " " for sign in text).splitlines()
    return "\\n".join(lines)


def _folded(line):
    """RFC 5545 § 3.1: no line over 75 bytes, and none cut inside a character."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
