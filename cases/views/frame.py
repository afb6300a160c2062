"""What every page of a case has in common: its heading, its tabs with their counts, the newest facts of whose turn it is."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import signing, titles, turns
from cases.getting import may
from cases.models import Assignment, Case, Evidence, Participation, Session
from cases.step import steps_of
from cases.workflow.requirements import sides_of
from documents.models import Document


def _count(rows, by):
    """How many rows there are, as one column of the case's own query."""
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _beside(**lookups):
    rows = Case.objects.filter(organization=OuterRef("organization_id"), **lookups)
    return rows.order_by("-pk").values("uid")[:1]


def _counts(case, user):
    """What stands beside the tabs, and the newest assignment, in one query.

    impartial: whether the mediator has declared it, None while there is none
    compare: the uid of a paper whose scanned sheet this user may compare, None without one
    """
    alone = case.turn == "compare" and signing.works_alone(user, case.organization)
    assigned = Assignment.objects.filter(case=OuterRef("pk")).order_by("-pk")
    columns = {
        "people": _count(Participation.objects.filter(dispute=OuterRef("dispute_id"), left_at__isnull=True), "dispute"),
        "records": _count(Session.objects.filter(case=OuterRef("pk"), recorded_at__isnull=False), "case"),
        "papers": _count(Document.objects.filter(dossier=OuterRef("uid"), voided_at__isnull=True), "dossier"),
        "evidence_items": _count(Evidence.objects.filter(case=OuterRef("pk")), "case"),
        "taken_up_at": Subquery(assigned.values("accepted_at")[:1]),
        # Another case of the body on the same dispute, opened after this one or before it.
        "after": Subquery(_beside(previous=OuterRef("pk"))),
        "before": Subquery(_beside(next_cases=OuterRef("pk"))),
        "impartial": Subquery(assigned.filter(ended_at__isnull=True).values("declared_impartial")[:1]),
        "compare": Subquery(
            turns.sheets_to_compare(user, alone=alone)
            .filter(case=OuterRef("pk"))
            .order_by("pk")
            .values("document__uid")[:1]
        ),
    }
    return Case.objects.filter(pk=case.pk).annotate(**columns).values_list(*columns, named=True).get()


def frame(case, current, user):
    """The context that templates/cases/layout.html needs; `current` is the name of the tab's address."""
    counts = _counts(case, user)
    tabs = [
        ("case", _("概况"), None),
        ("people", _("当事人"), counts.people),
        ("records", _("调解记录"), counts.records),
        ("papers", _("文书"), counts.papers),
        ("evidence", _("证据材料"), counts.evidence_items),
        ("performance", _("履行与回访"), None),
        ("log", _("操作日志"), None),
    ]
    if not may(case, "view_evidence"):
        tabs = [tab for tab in tabs if tab[0] != "evidence"]
    return {
        "case": case,
        "counts": counts,
        "heading": titles.heading(sides_of(case), case.dispute.title),
        "stage": turns.stage(case.state, case.outcome),
        "tabs": [
            {
                "label": label,
                "count": count,
                "url": reverse(f"cases:{name}", args=[case.uid]),
                "current": name == current,
            }
            for name, label, count in tabs
        ],
    }


def buttons(case, *names):
    """Those of the named steps of the case that this user may take in its present state, as {name: button}."""
    known = steps_of(Case)
    return {name: known[name].button for name in names if case.state in known[name].source and may(case, name)}
