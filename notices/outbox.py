"""The outbox: a step posts in its own transaction, a worker delivers after the commit, readers open their inbox.

Delivery is at least once: a worker that dies between the gateway's answer and the mark sends again after five minutes,
under the same key, so that a gateway that knows its keys sends nothing twice.
Two live workers never send the same message, because each claims a row by a conditional UPDATE.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from notices import mail, sms
from notices.answers import NeverSent, NotSent
from notices.models import Message
from notices.quiet import Quiet

log = logging.getLogger(__name__)

TRIES = 8
CLAIM_LASTS = timedelta(minutes=5)
FIRST_DELAY = timedelta(minutes=1)  # doubled after every try: 1, 2, 4 … 64 minutes
OLD_AFTER = timedelta(hours=1)
ROUND_LASTS = timedelta(seconds=20)
TOO_LATE = "too late"  # the reason kept of a message that was no longer worth sending
UNSENT = (Message.State.WAITING, Message.State.SENDING)


def post(
    *,
    key: str,
    kind: str,
    channel: str,
    about: str = "",
    user=None,
    address: str = "",
    subject: str = "",
    body: str = "",
    link: str = "",
    calendar: str = "",
    secret: bool = False,
    quiet: Quiet | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> Message:
    """Writes one message; with a key that exists it changes nothing and returns that row.

    `key`, `kind` and `about` are stored in plain: ids only, no name and no number. `secret` erases subject, body and link once
    the message is sent or given up. From `not_after` on it is no longer worth sending (a code that expired).
    `quiet`: the hours in which it may not leave; it becomes due at their end.
    `calendar` is the text of an .ics file that goes with an e-mail.
    Raises ValueError when there is nobody to send it to, or an inbox link leads off the site.
    """
    now = timezone.now()
    address = address or (user.email if user and channel == Message.Channel.EMAIL else "")
    _refuse_what_cannot_be_sent(channel, user, address, link, secret)
    due_at = not_before or now
    if quiet:
        due_at = quiet.next_allowed(due_at)
    fields = {
        "kind": kind,
        "about": about,
        "channel": channel,
        "user": user,
        "address": address,
        "subject": subject,
        "body": body,
        "link": link,
        "calendar": calendar,
        "secret": secret,
        "due_at": due_at,
        "next_try_at": due_at,
        "not_after": not_after,
        "quiet_from": quiet and quiet.starts,
        "quiet_until": quiet and quiet.ends,
    }
    if channel == Message.Channel.IN_APP and due_at <= now:
        fields |= {"state": Message.State.SENT, "sent_at": now}
    # Written if the key is new, else left alone: without the savepoint that a look beforehand would need.
    Message.objects.bulk_create([Message(key=key, **fields)], ignore_conflicts=True)
    return Message.objects.get(key=key)


def has(key: str) -> bool:
    """Whether a message with this key was posted before."""
    return Message.objects.filter(key=key).exists()


def _refuse_what_cannot_be_sent(channel, user, address, link, secret):
    if channel not in Message.Channel.values:
        raise ValueError(f"There is no channel {channel!r}.")
    if channel == Message.Channel.IN_APP:
        if user is None or secret:
            raise ValueError("An inbox message needs a user and cannot be secret: nothing erases it.")
        if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
            raise ValueError("The link of an inbox message is a path of this site.")
    elif not address:
        raise ValueError(f"A message by {channel} needs an address.")


def deliver(limit: int = 100, lasts: timedelta = ROUND_LASTS) -> int:
    """Sends what is due, oldest first, at most `limit` messages; returns how many went out.

    A message that cannot be sent never stops the others. None is begun after `lasts`: while a gateway is silent, the
    worker's other work goes on between the rounds. Called by the worker, outside any transaction.
    """
    _give_up_on_dead_claims()
    now = timezone.now()
    due = Message.objects.filter(_claimable(now)).order_by("next_try_at", "pk").values_list("pk", "attempts")[:limit]
    sent, end = 0, time.monotonic() + lasts.total_seconds()
    for pk, attempts in list(due):
        if time.monotonic() > end:
            break
        if _claim(pk, attempts):
            sent += _send(pk, attempts + 1)
    return sent


def _claimable(now):
    abandoned = Q(state=Message.State.SENDING, claimed_at__lte=now - CLAIM_LASTS)
    return Q(state=Message.State.WAITING, next_try_at__lte=now) | abandoned


def _claim(pk, attempts):
    """True for the one worker that may send this try; the number of tries tells a claim from the one it replaced."""
    now = timezone.now()
    with transaction.atomic(durable=True):  # a claim inside somebody's transaction would be invisible to the others
        row = Message.objects.filter(_claimable(now), pk=pk, attempts=attempts)
        return row.update(state=Message.State.SENDING, claimed_at=now, attempts=F("attempts") + 1) == 1


def _send(pk, attempt):
    """1 when the message went out. A failure is written to the row by its class: its text may hold the number."""
    try:
        message = Message.objects.get(pk=pk)
        if message.not_after and message.not_after <= timezone.now():
            _finish(pk, attempt, state=Message.State.FAILED, last_error=TOO_LATE)
            return 0
        if _waits_for_the_morning(message):
            return 0
        if message.channel == Message.Channel.SMS:
            sms.adapter().send(message.address, message.body, message.key)
        elif message.channel == Message.Channel.EMAIL:
            mail.send(message.address, message.subject, message.body, key=message.key, calendar=message.calendar)
    except Exception as error:
        reason = error.reason if isinstance(error, NotSent) else type(error).__name__
        log.warning("Message %s was not sent at try %s: %s", pk, attempt, reason)
        if isinstance(error, NeverSent):
            _finish(pk, attempt, state=Message.State.FAILED, last_error=reason[:100])
        else:
            _put_back(pk, attempt, reason[:100], getattr(error, "wait", None))
        return 0
    _finish(pk, attempt, state=Message.State.SENT, sent_at=timezone.now(), last_error="")
    return 1


def _waits_for_the_morning(message):
    """Whether its quiet hours have begun since it was due: a try failed, or no worker ran. This try does not count."""
    now = timezone.now()
    allowed = message.next_allowed(now)
    if allowed == now:
        return False
    row = Message.objects.filter(pk=message.pk, attempts=message.attempts, state=Message.State.SENDING)
    row.update(state=Message.State.WAITING, attempts=F("attempts") - 1, due_at=allowed, next_try_at=allowed)
    return True


def _put_back(pk, attempt, reason, wait=None):
    if attempt >= TRIES:
        _finish(pk, attempt, state=Message.State.FAILED, last_error=reason)
        return
    next_try_at = timezone.now() + max(FIRST_DELAY * 2 ** (attempt - 1), wait or FIRST_DELAY)
    row = Message.objects.filter(pk=pk, attempts=attempt, state=Message.State.SENDING)
    row.update(state=Message.State.WAITING, next_try_at=next_try_at, last_error=reason)


def _finish(pk, attempt, **fields):
    row = Message.objects.filter(pk=pk, attempts=attempt, state=Message.State.SENDING)
    with transaction.atomic():
        if not row.filter(secret=True).update(subject="", body="", link="", **fields):
            row.update(**fields)


def _give_up_on_dead_claims():
    """A message whose last try never came back (the worker died) is failed, not forgotten."""
    dead = Message.objects.filter(
        state=Message.State.SENDING, attempts__gte=TRIES, claimed_at__lte=timezone.now() - CLAIM_LASTS
    )
    for pk, attempt in list(dead.values_list("pk", "attempts")):
        log.warning("Message %s: the last try never came back", pk)
        _finish(pk, attempt, state=Message.State.FAILED, last_error="no answer")


def stuck() -> QuerySet[Message]:
    """Messages that failed, or are unsent an hour after they were due, oldest first; nothing is decrypted."""
    late = Q(state__in=UNSENT, due_at__lt=timezone.now() - OLD_AFTER)
    plain = ("key", "kind", "channel", "user", "secret", "state", "attempts", "last_error", "due_at", "next_try_at")
    return Message.objects.filter(Q(state=Message.State.FAILED) | late).only(*plain).order_by("due_at", "pk")


def can_try_again(message: Message) -> bool:
    """Whether it failed, still has its text, and is still worth sending."""
    failed = message.state == Message.State.FAILED and not message.secret
    return failed and (message.not_after is None or message.not_after > timezone.now())


def try_again(message: Message, *, address: str = "", body: str = "") -> bool:
    """Puts a failed message back in the queue, to another address or in other words if they are given.

    False when it is not failed, or was secret and is erased. It leaves at once, or at the end of its quiet hours.
    """
    message.address, message.body = address or message.address, body or message.body
    now = message.next_allowed(timezone.now())
    with transaction.atomic():
        row = Message.objects.filter(pk=message.pk, state=Message.State.FAILED, secret=False)
        if row.update(state=Message.State.WAITING, attempts=0, last_error="", due_at=now, next_try_at=now) != 1:
            return False
        message.save(update_fields=["address", "body"])
        return True


def about(subject: str) -> QuerySet[Message]:
    """The messages about one thing, newest first."""
    return Message.objects.filter(about=subject).order_by("-due_at", "-pk")


def failed_since(moment: datetime) -> QuerySet[Message]:
    """What was due since then, is about something, and failed for good; newest first."""
    return Message.objects.filter(state=Message.State.FAILED, due_at__gte=moment).exclude(about="").order_by("-due_at")


def inbox(user) -> QuerySet[Message]:
    """The user's in-app messages that are due, newest first."""
    return Message.objects.filter(user=user, channel=Message.Channel.IN_APP, state=Message.State.SENT).order_by(
        "-due_at", "-pk"
    )


def unread_count(user) -> int:
    """How many messages of the user's inbox are unread; asked by every page, so written out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM notices_message"
            " WHERE user_id = %s AND channel = %s AND state = %s AND read_at IS NULL",
            (user.pk, Message.Channel.IN_APP, Message.State.SENT),
        )
        return cursor.fetchone()[0]


def mark_read(user, pk: int | None = None) -> None:
    """Marks one message of the user's inbox as read, or all of them; the first reading counts."""
    unread = inbox(user).filter(read_at=None)
    (unread if pk is None else unread.filter(pk=pk)).update(read_at=timezone.now())
