"""Issued papers and kept files: rows that say which bytes of the vault they are, for which dossier, by whom."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """One issued paper: frozen facts, bytes and hash. A change is a new row with the next version, never an update."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.CharField(_("文书种类"), max_length=40)
    title = models.CharField(_("文书名称"), max_length=100)
    dossier = models.UUIDField(_("卷宗"), db_index=True)
    number = models.CharField(_("编号"), max_length=100, blank=True)
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    facts = models.JSONField(_("文书内容"))
    facts_sha256 = models.CharField(_("内容摘要"), max_length=64)
    sha256 = models.CharField(_("文件摘要"), max_length=64, db_index=True)
    size = models.PositiveIntegerField(_("字节数"))
    pages = models.PositiveSmallIntegerField(_("页数"))
    verify_code = models.CharField(_("查验码"), max_length=11, unique=True, null=True, blank=True)
    organization_name = models.CharField(_("出具单位"), max_length=200, blank=True)
    issued_at = models.DateTimeField(_("出具时间"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("出具人"))
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        ordering = ["issued_at", "id"]
        indexes = [models.Index(fields=["dossier", "paper", "version"], name="document_of_dossier")]

    def __str__(self):
        return f"{self.title} {self.number}".strip()


class StoredFile(models.Model):
    """One file that somebody handed in, already made harmless, kept in the vault."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.UUIDField(_("卷宗"), db_index=True)
    sha256 = models.CharField(_("文件摘要"), max_length=64, db_index=True)
    mime = models.CharField(_("格式"), max_length=40)
    size = models.PositiveIntegerField(_("字节数"))
    name = models.CharField(_("文件名"), max_length=120)
    purpose = models.CharField(_("用途"), max_length=40)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提交人")
    )
    uploaded_at = models.DateTimeField(_("提交时间"))

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")
        ordering = ["uploaded_at", "id"]

    def __str__(self):
        return self.name
