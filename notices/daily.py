"""The daily e-mail: what a user's inbox warns of and he has not read, once a day, if he asked for it.

It names no case and no person: mailboxes are read on other people's screens and kept for years.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from notices import outbox
from notices.models import DailyMail

SHOWN = 20


def is_wanted(user) -> bool:
    """Whether the user asked for it."""
    return DailyMail.objects.filter(user=user).exists()


def choose(user, wanted: bool) -> None:
    """Begins or ends the user's daily e-mail."""
    if wanted:
        DailyMail.objects.get_or_create(user=user)
    else:
        DailyMail.objects.filter(user=user).delete()


def post(moment: dt.datetime, prefix: str) -> int:
    """Posts to everybody who asked what was unread at `moment`, of the kinds that begin with `prefix`; how many.

    Once a user and day, however often it is called; who has read everything gets no mail.
    """
    day, posted = timezone.localdate(moment), 0
    rows = DailyMail.objects.filter(user__is_active=True, since__lte=moment).exclude(user__email="")
    for row in rows.select_related("user"):
        key = f"daily:{row.user_id}:{day}"
        if outbox.has(key):
            continue
        unread = outbox.inbox(row.user).filter(read_at=None, kind__startswith=prefix, due_at__lte=moment)
        if found := list(unread.order_by("due_at", "pk")):
            posted += 1
            subject = _("有{count}条提醒还没有看").format(count=len(found))
            outbox.post(key=key, kind="daily_mail", channel="email", user=row.user, subject=subject, body=_words(found))
    return posted


def _words(found):
    lines = [f"· {message.body}" for message in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(_("还有{count}条。").format(count=len(found) - SHOWN))
    inbox = f"{settings.SITE_ADDRESS}/inbox/"
    return "\n".join(
        [*lines, "", _("是哪一件，请登录后看：{link}").format(link=inbox), _("不想再收，在同一页上关掉。")]
    )
