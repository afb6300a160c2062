"""Whom a person can ask: the office and the mediator's name and office telephone, for the head of every page."""

from django.utils.translation import gettext as _


def of_case(case):
    """Context of the page's head. case: with organization and mediator read."""
    organization, mediator = case.organization, case.mediator
    return {
        "office": organization.name,
        "office_place": organization.place,
        "ask_phone": (mediator.phone if mediator else "") or organization.phone,
        "ask_name": mediator.name if mediator else _("调委会"),
    }


def of_dispute(dispute):
    """The same for the dispute's newest case; nothing when it has none."""
    case = dispute.cases.select_related("organization", "mediator").order_by("-created_at", "-pk").first()
    return of_case(case) if case else {}
