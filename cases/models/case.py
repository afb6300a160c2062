"""The dispute (the matter itself) and the case (one body's proceeding on it)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from cases.states import NEW, CaseState, Outcome
from cases.workflow.after import After
from cases.workflow.choosing import Choosing
from cases.workflow.closing import Closing
from cases.workflow.contacts import Contacts
from cases.workflow.errands import Errands
from cases.workflow.intake import Intake
from cases.workflow.looks import Looks
from cases.workflow.mediation import Mediation
from cases.workflow.papers import SignedPapers
from cases.workflow.pausing import Pausing
from cases.workflow.practice import Practice
from cases.workflow.settling import Settling
from cases.workflow.speaking import Speaking


class Dispute(models.Model):
    """What was quarrelled about, where, with one code that survives every handover (一案一码)."""

    matter_code = models.CharField(_("一案一码"), max_length=13, unique=True)
    title = models.CharField(_("纠纷名称"), max_length=120)
    summary = models.TextField(_("纠纷经过"))
    place = models.CharField(_("发生地点"), max_length=200, blank=True)
    grid = models.ForeignKey("organizations.Grid", models.PROTECT, null=True, blank=True, related_name="+")
    danger = models.BooleanField(_("可能激化"), default=False)
    requests = models.JSONField(_("申请事项"), default=list, blank=True)
    # Written down by the mediator to whom both sides turned at the door (人民调解法第21条: on the spot).
    on_the_spot = models.BooleanField(_("就地调解"), default=False)
    origin_reference = models.CharField(_("外部单号"), max_length=100, blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("登记时间"))
    # The timeline's chain: the last entry's place and hash, moved only while this row is locked.
    chain_length = models.PositiveIntegerField(default=0)
    chain_head = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("纠纷")
        default_permissions = ()

    def __str__(self):
        return self.title


class Case(
    Intake,
    Mediation,
    Choosing,
    Contacts,
    Practice,
    Errands,
    Speaking,
    Pausing,
    SignedPapers,
    Settling,
    Closing,
    After,
    Looks,
    models.Model,
):
    """One body's mediation proceeding: its own number, clock, mediators, papers, dossier."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="cases")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="+")
    # The case of the same dispute after which this one was opened.
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next_cases")
    studio = models.ForeignKey("organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+")
    # Ancestor columns: a district's list is one indexed condition.
    district = models.ForeignKey("organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+")
    city = models.ForeignKey("organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+")
    regime = models.CharField(_("调解类型"), max_length=32)
    state = FSMField(_("办到"), max_length=16, choices=CaseState.choices, default=NEW, protected=True)
    outcome = models.CharField(_("结果"), max_length=20, choices=Outcome.choices, blank=True)
    version = models.PositiveIntegerField(default=0)

    dispute_type = models.ForeignKey("cases.DisputeType", models.PROTECT, related_name="+")
    source = models.ForeignKey("cases.CaseSource", models.PROTECT, related_name="+")
    is_complex = models.BooleanField(_("疑难复杂"), default=False)
    people_count = models.PositiveIntegerField(_("涉及人数"), default=2)
    amount = models.DecimalField(_("涉及金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)

    number = models.CharField(_("案号"), max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True, db_index=True)
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("到期"), null=True, blank=True)
    due_code = models.CharField(max_length=32, blank=True)
    # Whose turn it is, a code of cases/turns.py; empty when nothing is left to do.
    turn = models.CharField(max_length=16, blank=True)
    turn_until = models.DateField(null=True, blank=True)
    reasons = models.ManyToManyField("cases.Reason", blank=True, related_name="+")
    reason_text = models.TextField(_("说明"), blank=True)

    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("登记时间"))
    accepted_at = models.DateTimeField(_("受理时间"), null=True, blank=True)
    agreed_on = models.DateField(_("达成协议日期"), null=True, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    archived_on = models.DateField(_("归档日期"), null=True, blank=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    retention = models.CharField(_("保管期限"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("案件")
        default_permissions = ()
        # What a person's standing can be; each is a row of CaseGrant, never a model permission.
        permissions = [
            ("party_to_case", "is party to the case"),
            ("represent_in_case", "represents a party"),
            ("represent_fully_in_case", "represents a party with special powers"),
            ("mediate_case", "mediates the case"),
            ("attend_case", "holds an invited seat"),
            ("follow_case", "filed the case"),
            ("run_errand", "runs an errand for the case"),
            ("supervise_case", "may look by approval"),
            ("barred_from_case", "keeps away from the case"),
        ]
        indexes = [
            models.Index(fields=["organization", "-created_at", "-id"], name="case_by_body"),
            models.Index(fields=["district", "-created_at", "-id"], name="case_by_district"),
            models.Index(fields=["city", "-created_at", "-id"], name="case_by_city"),
            models.Index(fields=["organization", "state", "-created_at", "-id"], name="case_by_state"),
            models.Index(fields=["organization", "dispute_type", "-created_at", "-id"], name="case_by_type"),
            models.Index(fields=["mediator", "-created_at", "-id"], name="case_by_mediator"),
            models.Index(
                fields=["organization", "due_on"],
                name="case_open_due",
                condition=models.Q(due_on__isnull=False),
            ),
            models.Index(
                fields=["organization", "turn", "-created_at", "-id"],
                name="case_open_turn",
                condition=~models.Q(turn=""),
            ),
            models.Index(
                fields=["mediator", "turn", "-created_at", "-id"],
                name="case_open_turn_of_mediator",
                condition=~models.Q(turn=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(state=NEW), name="a_stored_case_was_registered"),
            models.CheckConstraint(
                condition=(
                    models.Q(state__in=[CaseState.CLOSED, CaseState.ARCHIVED]) & ~models.Q(outcome="")
                    | ~models.Q(state__in=[CaseState.CLOSED, CaseState.ARCHIVED]) & models.Q(outcome="")
                ),
                name="outcome_is_set_exactly_when_closed",
            ),
            models.UniqueConstraint(
                fields=["organization", "number"], condition=~models.Q(number=""), name="a_number_stands_once_in_a_body"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaseState.EFFECTIVE) | models.Q(effective_on__isnull=False),
                name="an_effective_case_has_its_date",
            ),
        ]

    def __str__(self):
        return self.number or self.dispute.title

    @property
    def case(self):
        """The case itself, so that the engine treats every machine's thing alike."""
        return self
