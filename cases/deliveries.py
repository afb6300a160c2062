"""What was sent about a case, to whom, when, and whether it arrived; what failed for good and may go again.

Words and addresses of a message are not shown: the office sees that a text went to 138****5678, never a code or a link.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import needed
from accounts.roles import Role
from cases import announcing
from cases.models import Case
from cases.step import Closed, steps_of
from notices import outbox
from notices.mail import masked as masked_mail
from notices.models import Message
from notices.sms import masked
from organizations import roster

SHOWN = 200
# Older failures are history: nobody waits for these texts any more.
KEPT_IN_VIEW = timedelta(days=90)
CODE = "one_time_code"
# Whoever was away longer finds it in the list.
TOLD_WITHIN = timedelta(days=7)
KINDS = {
    "reminder": gettext_lazy("到期提醒"),
    "invitation": gettext_lazy("看案件的链接"),
    CODE: gettext_lazy("验证码"),
    "undelivered": gettext_lazy("没有发到的提醒"),
    "deadline_blue": gettext_lazy("快到期了"),
    "deadline_yellow": gettext_lazy("快到期了"),
    "deadline_red": gettext_lazy("已经过期"),
}
STATES = {
    Message.State.WAITING: ("info", gettext_lazy("等着发")),
    Message.State.SENDING: ("info", gettext_lazy("正在发")),
    Message.State.SENT: ("ok", gettext_lazy("发出去了")),
    Message.State.FAILED: ("warn", gettext_lazy("没有发出去")),
}
MASKS = {Message.Channel.SMS: masked, Message.Channel.EMAIL: masked_mail, Message.Channel.IN_APP: lambda _address: ""}
# How the adapters begin the reason of an answer that means never (notices/gateway.py, notices/mail.py).
WRONG_ADDRESS = ("gateway: 4", "mail server: 5", "no such number")


@dataclass(frozen=True)
class Delivery:
    """One line of the page: everything that may be shown of a message."""

    pk: int
    what: str
    name: str
    channel: str
    address: str
    due_at: datetime
    sent_at: datetime | None
    tone: str
    state: str
    why: str
    can_resend: bool
    case: Case | None = None


def of_case(case):
    """The messages about a case, and the codes of the people in it, newest first."""
    people = case.dispute.participations.filter(left_at__isnull=True).values("user")
    rows = Message.objects.filter(Q(about=str(case.uid)) | Q(kind=CODE, user__in=people))
    return [_line(row) for row in _newest(rows)]


def undelivered(bodies):
    """What failed for good in the last 90 days about cases of these bodies (ids), newest first, each with its case."""
    failed = outbox.failed_since(timezone.now() - KEPT_IN_VIEW)
    abouts = set(failed.values_list("about", flat=True))
    cases = Case.objects.filter(uid__in=abouts, organization__in=bodies).select_related("dispute")
    by_uid = {str(case.uid): case for case in cases}
    return [_line(row, by_uid[row.about]) for row in _newest(failed.filter(about__in=by_uid))]


def offices(roles):
    """Ids of the bodies whose deliveries one sees who holds these (role, organization id) pairs."""
    allowed = needed("view_deliveries")
    return {body for role, body in roles if "here" in allowed[role]}


def _newest(rows):
    plain = ("subject", "body", "link", "calendar")
    return rows.defer(*plain).select_related("user").order_by("-due_at", "-pk")[:SHOWN]


def _line(row, case=None):
    tone, state = STATES[row.state]
    if row.read_at:
        state = _("看过了")
    return Delivery(
        pk=row.pk,
        what=str(KINDS.get(row.kind) or _step_name(row.kind)),
        name=row.user.name if row.user else "",
        channel=row.get_channel_display(),
        address=MASKS[row.channel](row.address),
        due_at=row.due_at,
        sent_at=row.sent_at,
        tone=tone,
        state=str(state),
        why=_why(row),
        can_resend=outbox.can_try_again(row),
        case=case,
    )


def _step_name(kind):
    spec = steps_of(Case).get(kind)
    return spec.button if spec else _("通知")


def _why(row):
    """What the office can do about a message that failed."""
    if row.state != Message.State.FAILED:
        return ""
    if row.last_error == outbox.TOO_LATE:
        return _("过了时间，没有再发。")
    if row.last_error.startswith(WRONG_ADDRESS):
        return _("这个号码或邮箱收不到，请核对后再发。")
    return _("试了{count}次都没有发出去。").format(count=row.attempts)


# --- telling the office ---------------------------------------------------------


def tell_offices():
    """Warn the clerks and the mediator of what failed for good, once a failure; how many warnings are new.

    A party that was not reached is called by telephone: a message that is given up in silence is a party not told.
    """
    failed = outbox.failed_since(timezone.now() - TOLD_WITHIN).exclude(channel=Message.Channel.IN_APP)
    rows = list(failed.defer("address", "subject", "body", "link", "calendar").select_related("user"))
    cases = Case.objects.filter(uid__in={row.about for row in rows}).select_related(
        "dispute", "organization", "mediator"
    )
    by_uid = {str(case.uid): case for case in cases}
    return sum(_tell_office(by_uid[row.about], row) for row in rows if row.about in by_uid)


def _tell_office(case, row):
    posted = 0
    people = {user.pk: user for user in roster.members(case.organization, Role.CLERK)}
    clerks = set(people)
    if case.mediator_id:
        people[case.mediator_id] = case.mediator
    words = _("给{name}的消息没有发到，请打电话告诉本人。").format(name=row.user.name if row.user else "")
    for user in people.values():
        # A message that went again and failed again is due at another time: that is told anew.
        key = f"undelivered:{row.pk}:{int(row.due_at.timestamp())}:{user.pk}"
        posted += not outbox.has(key)
        page = "deliveries/" if user.pk in clerks else ""
        outbox.post(
            key=key, kind="undelivered", about=row.about, channel="in_app", user=user,
            subject=str(case.dispute.title), body=words, link=f"/cases/{case.uid}/{page}",
        )  # fmt: skip
    return posted


# --- once more ----------------------------------------------------------------


def closed(case, message):
    """Why a message cannot go again: only what failed for good, is about this case, and has somebody to go to; or None."""
    if message.about != str(case.uid) or not outbox.can_try_again(message):
        return Closed(_("这一条不能再发：已经发出去了，或者过了时间。链接和验证码请重新给。"))
    if message.channel == Message.Channel.SMS and not _number(case, message):
        return Closed(_("没有登记能收短信的手机，或者这个人已经不在案件里了。请先核对联系方式。"))
    return None


def send_again(case, message):
    """To the number that is on file now; of a person protected by now it says nothing any more."""
    if message.channel != Message.Channel.SMS:
        outbox.try_again(message, address=message.user.email if message.user else "")
        return
    party = _party(case, message)
    outbox.try_again(message, address=_number(case, message), body=announcing.NEUTRAL if party.safe_contact else "")


def _party(case, message):
    rows = case.dispute.participations.filter(user=message.user_id, left_at__isnull=True).select_related("party")
    row = rows.first()
    return row and row.party


def _number(case, message):
    party = _party(case, message)
    return party.text_number if party else ""
