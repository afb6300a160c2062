"""The agreement, one row a version."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from cases.states import NEW, AgreementState
from cases.workflow.agreement import Agreeing


class Agreement(Agreeing, models.Model):
    """One version of a case's written agreement (人民调解法第28、29条)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(_("版本"))
    state = FSMField(_("办到"), max_length=16, choices=AgreementState.choices, default=NEW, protected=True)
    edits = models.PositiveIntegerField(default=0)
    main_facts = models.TextField(_("纠纷主要事实、争议事项"))
    responsibility = models.TextField(_("各方责任"))
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    sealed_document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    signing_expires_on = models.DateField(null=True, blank=True)
    mediator_signed_at = models.DateTimeField(null=True, blank=True)
    seal_used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    seal_used_at = models.DateTimeField(null=True, blank=True)
    seal_reason = models.CharField(max_length=200, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("调解协议")
        default_permissions = ()
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="an_agreement_version_stands_once"),
            models.CheckConstraint(condition=~models.Q(state=NEW), name="a_stored_agreement_was_drafted"),
            models.CheckConstraint(
                condition=~models.Q(state=AgreementState.SEALED) | models.Q(sealed_document__isnull=False),
                name="sealed_means_a_sealed_file",
            ),
        ]

    def __str__(self):
        return f"{self.case} v{self.version}"

    @property
    def dispute(self):
        """The dispute whose chain records this agreement's steps."""
        return self.case.dispute
