"""Bodies and where they stand, who serves in them, what mediators can do, and the places, grids and seals of a body."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import STAFF_ROLES, Role
from organizations.types import KINDS, LANGUAGES, VENUE_KINDS, codes_where, kind_choices, venue_kind_choices

# Rows are named by cases for ever: they end, they are not deleted.
NO_DELETING = ("view", "add", "change")


def staff_role_choices():
    """(code, label) of the roles that a membership may give."""
    return [(role.value, role.label) for role in STAFF_ROLES]


def check_months(value):
    """Refuses a list that is not of whole months 1 to 12, each once."""
    if not isinstance(value, list) or any(type(month) is not int or not 1 <= month <= 12 for month in value):
        raise ValidationError(_("月份请填1到12的整数。"))
    if len(set(value)) != len(value):
        raise ValidationError(_("同一个月份只填一次。"))


def check_languages(value):
    """Refuses a list that names a language without an entry in LANGUAGES."""
    if not isinstance(value, list) or any(code not in LANGUAGES for code in value):
        raise ValidationError(_("语言请从列表中选择。"))


def check_codes(value):
    """Refuses anything but a list of texts."""
    if not isinstance(value, list) or any(not isinstance(code, str) or not code for code in value):
        raise ValidationError(_("请填写代码的列表。"))


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day to a day, both included; an empty last day means until further notice."""

    first_day, last_day = "valid_from", "valid_until"

    def in_force(self, on=None):
        """Rows in force on the Shanghai day `on` (today when None)."""
        on = on or timezone.localdate()
        begun = Q(**{f"{self.first_day}__lte": on})
        not_over = Q(**{f"{self.last_day}__isnull": True}) | Q(**{f"{self.last_day}__gte": on})
        return self.filter(begun, not_over)


class OrganizationQuerySet(DatedQuerySet):
    def working(self):
        """Bodies whose kind opens cases of its own."""
        return self.filter(kind__in=codes_where("works_cases"))


class Organization(models.Model):
    """A body, or a place that bodies look after.

    The tree is Sanya's network 市 → 区 → 大社区 → 社区(村) → 工作室: the city and district committees stand for
    their areas. A bureau or command centre hangs under the committee of the area it serves; that says where it
    is, not who commands it (人民调解法第5条). `parent` changes only through `organizations.tree`.
    """

    kind = models.CharField(_("类型"), max_length=32, choices=kind_choices)
    code = models.SlugField(_("代码"), max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    district = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("所在区")
    )
    city = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("所在市")
    )
    # "/1/4/9/": the ids from the top down to this row, so that ancestors and subtree take one query each.
    path = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    number_word = models.CharField(_("文号字头"), max_length=40, blank=True)
    dispute_types = models.JSONField(
        _("受理的纠纷类型"),
        default=list,
        blank=True,
        validators=[check_codes],
        help_text=_("代码的列表；不填表示不限。"),
    )
    place = models.CharField(_("辖区或地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=32, blank=True)
    smaller_ethnic_groups = models.JSONField(
        _("辖区内人数较少的民族"),
        default=list,
        blank=True,
        validators=[check_codes],
        help_text=_("多民族居住的地区，委员会里应当有人数较少民族的成员（人民调解法第8条）。"),
    )
    settles_on_the_spot = models.BooleanField(
        _("调解员可以就地受理、就地调解"),
        default=True,
        help_text=_(
            "主任同意本会调解员当场受理，并由双方当场选他调解（人民调解法第19、21条）；不勾的，都要主任先指派。"
        ),
    )
    valid_from = models.DateField(_("设立日期"))
    valid_until = models.DateField(_("终止日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("由谁承接")
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off", verbose_name=_("从哪里分设")
    )
    is_invented = models.BooleanField(_("演示"), default=False)
    note = models.TextField(_("备注"), blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("组织")
        verbose_name_plural = _("组织")
        default_permissions = NO_DELETING
        ordering = ["id"]
        indexes = [
            models.Index(fields=["kind", "district"], name="body_by_kind"),
            models.Index(fields=["name"], name="body_by_name"),
        ]
        constraints = [
            # Two bodies with one word would print the same number twice.
            models.UniqueConstraint(
                fields=["number_word"], condition=~Q(number_word=""), name="a_number_word_is_one_bodys"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="a_body_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.short_name

    @property
    def body_kind(self):
        """The entry of this kind in `types.KINDS`."""
        return KINDS[self.kind]

    def may_take(self, dispute_type):
        """Whether a dispute of this type (code) is within what the body and its kind work on."""
        if dispute_type in self.body_kind.never_takes:
            return False
        return not self.dispute_types or dispute_type in self.dispute_types


class MembershipQuerySet(DatedQuerySet):
    first_day, last_day = "starts_on", "ends_on"


class Membership(models.Model):
    """Somebody holds a role in a body for a time; one person may hold several (a committee of three adds them up)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="memberships", verbose_name=_("人员")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, db_index=False, related_name="memberships", verbose_name=_("组织")
    )
    role = models.CharField(_("角色"), max_length=16, choices=staff_role_choices)
    title = models.CharField(_("职务"), max_length=40, blank=True)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（含当天）"), null=True, blank=True)
    is_deputy = models.BooleanField(_("副职"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        default_permissions = NO_DELETING
        ordering = ["id"]
        indexes = [
            models.Index(fields=["user", "ends_on", "starts_on"], name="service_of_a_person"),
            models.Index(fields=["organization", "role", "ends_on"], name="service_in_a_body"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in STAFF_ROLES]), name="a_membership_gives_a_staff_role"
            ),
            models.CheckConstraint(
                condition=Q(is_deputy=False) | Q(role=Role.HEAD.value), name="only_a_head_has_deputies"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="service_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "organization", "role", "starts_on"], name="one_service_is_written_once"
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.title or self.get_role_display()}"


class MediatorProfile(models.Model):
    """What is on file about a mediator (人民调解法第13条、第14条)."""

    class Engagement(models.TextChoices):
        FULL_TIME = "full_time", _("专职")
        PART_TIME = "part_time", _("兼职")

    class StandingKind(models.TextChoices):
        MEMBER = "member", _("委员")
        ENGAGED = "engaged", _("聘任")
        VOLUNTEER = "volunteer", _("志愿者")
        INVITED = "invited", _("特邀")

    class Sex(models.TextChoices):
        MALE = "male", _("男")
        FEMALE = "female", _("女")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mediator_profile", verbose_name=_("人员")
    )
    engagement = models.CharField(_("专职或兼职"), max_length=12, choices=Engagement.choices)
    standing_kind = models.CharField(_("身份"), max_length=12, choices=StandingKind.choices)
    is_silver = models.BooleanField(_("银龄"), default=False)
    sex = models.CharField(_("性别"), max_length=8, choices=Sex.choices, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=20, blank=True)
    specialities = models.JSONField(
        _("擅长的纠纷类型"), default=list, blank=True, validators=[check_codes], help_text=_("代码的列表。")
    )
    languages = models.JSONField(_("能用的语言"), default=list, blank=True, validators=[check_languages])
    term_from = models.DateField(_("任期起"))
    term_until = models.DateField(_("任期止（含当天）"), null=True, blank=True)
    active_months = models.JSONField(
        _("在岗月份"),
        default=list,
        blank=True,
        validators=[check_months],
        help_text=_("不填表示全年；候鸟志愿者填在三亚的月份。"),
    )
    employer = models.CharField(_("工作单位"), max_length=100, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = _("调解员档案")
        verbose_name_plural = _("调解员档案")
        default_permissions = NO_DELETING
        constraints = [
            models.CheckConstraint(
                condition=Q(term_until__isnull=True) | Q(term_until__gte=models.F("term_from")),
                name="a_term_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return str(self.user)

    def serves_on(self, day):
        """Whether the term covers `day` and the mediator is in Sanya that month."""
        in_term = self.term_from <= day and (self.term_until is None or day <= self.term_until)
        return in_term and (not self.active_months or day.month in self.active_months)


class Training(models.Model):
    """Hours that somebody was taught, as 人民调解法第5条 and 第7条 ask of bureaux and committees."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="trainings", verbose_name=_("人员"))
    held_on = models.DateField(_("哪天"))
    hours = models.DecimalField(_("学时"), max_digits=4, decimal_places=1)
    subject = models.CharField(_("内容"), max_length=100)
    given_by = models.CharField(_("谁办的"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("培训")
        verbose_name_plural = _("培训")
        default_permissions = NO_DELETING
        ordering = ["-held_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="a_training_has_hours")]

    def __str__(self):
        return f"{self.user} {self.subject}"


class Grid(models.Model):
    """A grid 网格 of a community or village and the grid worker who looks after it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="grids", verbose_name=_("所属组织"))
    code = models.SlugField(_("代码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grids",
        verbose_name=_("网格员"),
    )
    is_invented = models.BooleanField(_("演示"), default=False)

    class Meta:
        verbose_name = _("网格")
        verbose_name_plural = _("网格")
        default_permissions = NO_DELETING
        ordering = ["id"]

    def __str__(self):
        return f"{self.organization}{self.name}"


class Venue(models.Model):
    """Where people talk or file: a mediation room, a filing point, a deliberation place, an online channel."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="venues", verbose_name=_("所属组织"))
    code = models.SlugField(_("代码"), max_length=60, unique=True)
    kind = models.CharField(_("类型"), max_length=16, choices=venue_kind_choices)
    name = models.CharField(_("名称"), max_length=60)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    is_open = models.BooleanField(_("在用"), default=True)
    is_invented = models.BooleanField(_("演示"), default=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = _("场所和渠道")
        verbose_name_plural = _("场所和渠道")
        default_permissions = NO_DELETING
        ordering = ["id"]

    def __str__(self):
        return self.name

    @property
    def venue_kind(self):
        """The entry of this kind in `types.VENUE_KINDS`."""
        return VENUE_KINDS[self.kind]


class Seal(models.Model):
    """The picture of a body's seal; a renamed body gets a new one, and the old stays under what it sealed."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="seals", verbose_name=_("组织"))
    name = models.CharField(_("印文"), max_length=100)
    image = models.BinaryField(_("印模（PNG）"))
    valid_from = models.DateField(_("启用日期"))
    valid_until = models.DateField(_("停用日期"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("印章")
        verbose_name_plural = _("印章")
        default_permissions = NO_DELETING
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], condition=Q(valid_until__isnull=True), name="one_seal_is_in_use"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="a_seal_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.name


# What an administrator needs to keep these rows in the Django admin; for `accounts.administration.appoint`.
ADMIN_PERMISSIONS = tuple(
    f"organizations.{action}_{model._meta.model_name}"
    for model in (Organization, Membership, MediatorProfile, Training, Grid, Venue, Seal)
    for action in NO_DELETING
)
