"""What a room does beside the talks: whom it asked about the facts, whom it invited, to whom it reported, what it served."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Investigation(models.Model):
    """Somebody was asked about the facts: a party, or people who are none (调查记录)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="investigations")
    ordinal = models.PositiveSmallIntegerField(_("第几份"))
    participation = models.ForeignKey("cases.Participation", models.PROTECT, null=True, blank=True, related_name="+")
    others = models.JSONField(_("其他被调查人"), default=list, blank=True)
    place = models.CharField(_("地点"), max_length=120)
    attendees = models.JSONField(_("参加人"), default=list, blank=True)
    record = models.TextField(_("记录"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("时间"))
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("调查")
        default_permissions = ()
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["case", "ordinal"], name="an_investigation_has_its_place")]

    def __str__(self):
        party = [self.participation.party.name] if self.participation_id else []
        return "、".join([*party, *self.others])


class InvitedPerson(models.Model):
    """Somebody invited to help with the consent of the parties; a name at the table, no account (人民调解法第20条)."""

    class Capacity(models.TextChoices):
        RELATIVE = "relative", _("当事人的亲属")
        NEIGHBOUR = "neighbour", _("邻里")
        COLLEAGUE = "colleague", _("同事")
        EXPERT = "expert", _("有专门知识的人")
        EXPERIENCED = "experienced", _("有特定经验的人")
        SOCIAL_WORKER = "social_worker", _("社会工作者")
        ORGANIZATION = "organization", _("有关社会组织的人员")
        RESPECTED = "respected", _("当地公道正派、热心调解、群众认可的人")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="invited_people")
    name = models.CharField(_("姓名"), max_length=60)
    capacity = models.CharField(_("身份"), max_length=16, choices=Capacity.choices)
    tie = models.CharField(_("说明"), max_length=100, blank=True)
    # The words of the sides on which this invitation rests; each counts for one person.
    consents = models.ManyToManyField("cases.Consent", related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("邀请参加的人")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return self.name


class ProgressReport(models.Model):
    """How the talks stand, told to the head or to whoever handed the matter over."""

    class Addressee(models.TextChoices):
        HEAD = "head", _("主任")
        COMMISSIONER = "commissioner", _("委派机关")
        REFERRER = "referrer", _("交办机关")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="progress_reports")
    addressee = models.CharField(_("向谁报告"), max_length=16, choices=Addressee.choices)
    text = models.TextField(_("进展"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("进展报告")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return self.text[:40]


class Service(models.Model):
    """One paper was brought to one party, as whoever did it says (送达); the receipt is signed in ink."""

    class Way(models.TextChoices):
        DIRECT = "direct", _("直接送达")
        GRID_WORKER = "grid_worker", _("网格员送达")
        LEFT = "left", _("留置送达")
        POSTED = "posted", _("邮寄送达")

    # Whoever took the paper signs the receipt; where nobody did, somebody or something else shows it.
    SIGNED_FOR = (Way.DIRECT, Way.GRID_WORKER)
    SHOWN_BY = {Way.LEFT: "witness", Way.POSTED: "reference"}

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="services")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    participation = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    way = models.CharField(_("怎么送的"), max_length=12, choices=Way.choices)
    place = models.CharField(_("地点"), max_length=200)
    receiver = models.CharField(_("代收人"), max_length=60, blank=True)
    witness = models.CharField(_("见证人"), max_length=60, blank=True)
    reference = models.CharField(_("邮件号码"), max_length=60, blank=True)
    server = models.CharField(_("送达人"), max_length=60)
    served_at = models.DateTimeField(_("时间"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("送达")
        default_permissions = ()
        ordering = ["served_at", "id"]

    def __str__(self):
        return self.get_way_display()
