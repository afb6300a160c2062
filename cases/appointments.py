"""A meeting that is arranged, as a calendar file: to the mediator by e-mail, to everybody who may see it for taking."""

import uuid

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.clauses import near
from notices import ics, outbox

NAMESPACE = uuid.UUID("5d1d5f0e-7f0c-4d0e-9a0b-3f6f2b6f6c11")


def calendar_file(case, session, *, protected=False):
    """The .ics text of one session; it names no party and no matter, for whoever looks over a shoulder.

    protected: of a person whose contact is protected; then it names no mediation and no place either (security
    reference trap 3)
    """
    phone = case.organization.phone
    return ics.ics(
        ics.Appointment(
            uid=uuid.uuid5(NAMESPACE, f"{case.uid}/{session.ordinal}"),
            title=_("预约") if protected else _("调解"),
            starts_at=session.starts_at,
            place="" if protected else session.place,
            note=_("有疑问请打{phone}。").format(phone=phone) if phone else "",
        )
    )


def mail_to(people, case, session, key):
    """Post the appointment to the staff among `people` who have an e-mail address; who holds what is not said."""
    for user in people:
        if not user.email:
            continue
        outbox.post(
            key=f"{key}:{user.pk}:mail",
            kind="schedule_session",
            about=str(case.uid),
            channel="email",
            user=user,
            subject=_("约好了一次调解：{day}").format(day=near(timezone.localdate(session.starts_at))),
            body=_("时间和地点在附件的日历文件里。案件请登录后看：{link}").format(
                link=f"{settings.SITE_ADDRESS}/cases/{case.uid}/"
            ),
            calendar=calendar_file(case, session),
        )
