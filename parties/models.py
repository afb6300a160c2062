"""Somebody who is in dispute: a person or an organization, one row for each dispute and never shared between two."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encryption.fields import EncryptedTextField
from parties import identity
from parties.identity.phones import ABROAD, MOBILE


def both_or_neither(field: str, index: str) -> models.CheckConstraint:
    """A row with a number that no search finds, or found by a number it no longer has, cannot be written."""
    return models.CheckConstraint(
        condition=Q(**{field: "", index: ""}) | (~Q(**{field: ""}) & ~Q(**{index: ""})), name=f"party_{index}_is_kept"
    )


class Party(models.Model):
    """Written by parties.registry only; who may see the open fields is decided where the case is known."""

    class Kind(models.TextChoices):
        PERSON = "person", _("个人")
        ORGANIZATION = "organization", _("单位")

    class Sex(models.TextChoices):
        MALE = "male", _("男")
        FEMALE = "female", _("女")

    class Language(models.TextChoices):
        CHINESE = "zh", _("中文")
        ENGLISH = "en", _("英语")
        RUSSIAN = "ru", _("俄语")

    class IdentityCheck(models.TextChoices):
        ORIGINAL = "original", _("看过证件原件")
        READER = "reader", _("读卡器读过证件")
        COPY = "copy", _("看过复印件或照片")
        ACQUAINTED = "acquainted", _("工作人员认识本人")

    kind = models.CharField(_("当事人类别"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(_("姓名或名称"), max_length=identity.NAME_LENGTH)
    sex = models.CharField(_("性别"), max_length=6, choices=Sex.choices, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=20, blank=True)
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    occupation = models.CharField(_("职业"), max_length=50, blank=True)
    employer = models.CharField(_("工作单位"), max_length=100, blank=True)

    id_kind = models.CharField(
        _("证件种类"),
        max_length=20,
        blank=True,
        choices=[(kind.code, kind.label) for kind in identity.ID_KINDS.values()],
    )
    id_number = EncryptedTextField(_("证件号码"), blank=True, default="")
    id_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedTextField(_("联系电话"), blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    address = EncryptedTextField(_("住址"), blank=True, default="")
    address_index = models.CharField(max_length=64, blank=True, editable=False)

    contact_name = models.CharField(_("代为联系的人"), max_length=identity.NAME_LENGTH, blank=True)
    contact_phone = EncryptedTextField(_("代为联系的人的电话"), blank=True, default="")
    # Domestic cases: neutral messages, and no telephone or address in any paper that the other side gets.
    safe_contact = models.BooleanField(_("联系时要保护"), default=False)
    language = models.CharField(_("语言"), max_length=2, choices=Language.choices, default=Language.CHINESE)

    legal_representative = models.CharField(_("法定代表人或负责人"), max_length=identity.NAME_LENGTH, blank=True)
    legal_representative_title = models.CharField(_("职务"), max_length=50, blank=True)

    identity_checked_at = models.DateTimeField(_("核对身份的时间"), null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    identity_checked_how = models.CharField(
        _("怎样核对的身份"), max_length=12, choices=IdentityCheck.choices, blank=True
    )
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("当事人")
        verbose_name_plural = _("当事人")
        indexes = [
            models.Index(fields=["id_index"], name="party_by_id"),
            models.Index(fields=["phone_index"], name="party_by_phone"),
            models.Index(fields=["address_index"], name="party_by_address"),
        ]
        constraints = [
            both_or_neither("id_number", "id_index"),
            both_or_neither("phone", "phone_index"),
            both_or_neither("address", "address_index"),
            models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name"),
            models.CheckConstraint(condition=Q(id_number="") | ~Q(id_kind=""), name="party_id_has_a_kind"),
            models.CheckConstraint(
                condition=Q(identity_checked_at=None, identity_checked_by=None, identity_checked_how="")
                | Q(identity_checked_at__isnull=False, identity_checked_by__isnull=False) & ~Q(identity_checked_how=""),
                name="party_identity_check_is_whole",
            ),
        ]

    def __str__(self):
        return self.masked_name

    @property
    def is_organization(self) -> bool:
        return self.kind == self.Kind.ORGANIZATION

    @property
    def masked_name(self) -> str:
        """王*明; an organization's name is public and stays whole."""
        return self.name if self.is_organization else identity.mask_name(self.name)

    @property
    def masked_phone(self) -> str:
        return identity.mask_phone(self.phone)

    @property
    def masked_id(self) -> str:
        """460***********, never the end of the number (security.md § 1a, trap 1)."""
        return identity.mask_id(self.id_number)

    @property
    def text_number(self) -> str:
        """The number to which texts go: the own mobile, else the contact person's; "" for landlines alone."""
        numbers = (self.phone, self.contact_phone)
        return next((one for one in numbers if MOBILE.fullmatch(one) or ABROAD.fullmatch(one)), "")

    def age_on(self, day: date) -> int | None:
        """Full years (周岁) on `day`, None without a birth date; who was born on 29 February ages on 1 March."""
        if self.birth_date is None:
            return None
        birthday_ahead = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - birthday_ahead
