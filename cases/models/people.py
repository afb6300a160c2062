"""Who takes part in a dispute, who speaks for them, what they agreed to, who mediates."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Participation(models.Model):
    """One side's person or organization in a dispute; it survives every handover."""

    class Entered(models.TextChoices):
        NEW = "new", _("登记")
        CORRECTED = "corrected", _("更正")

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("申请人")
        RESPONDENT = "respondent", _("被申请人")
        INTERESTED = "interested", _("利害关系人")

    dispute = models.ForeignKey("cases.Dispute", models.PROTECT, related_name="participations")
    party = models.OneToOneField("parties.Party", models.PROTECT, related_name="participation")
    side = models.CharField(_("身份"), max_length=12, choices=Side.choices)
    position = models.PositiveSmallIntegerField(_("顺序"))
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="participation")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("当事人")
        default_permissions = ()
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["dispute", "position"], name="a_place_is_taken_once")]

    def __str__(self):
        return self.party.name


class Mandate(models.Model):
    """Somebody speaks for a party: an agent, a guardian, an organization's legal representative."""

    class Kind(models.TextChoices):
        AGENT = "agent", _("委托代理人")
        GUARDIAN = "guardian", _("监护人（法定代理人）")
        LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")

    class Power(models.TextChoices):
        ADMIT = "admit", _("代为承认对方的请求")
        WAIVE = "waive", _("代为放弃请求")
        CHANGE = "change", _("代为变更请求")
        SETTLE = "settle", _("代为和解，签署调解协议，撤回申请，终止调解，确认履行")

    class Ended(models.TextChoices):
        REVOKED = "revoked", _("委托人取消委托")
        RESIGNED = "resigned", _("代理人辞去委托")
        DONE = "done", _("委托的事项已经办完")
        INCAPABLE = "incapable", _("代理人丧失行为能力")
        SPEAKER_DIED = "died", _("代理人死亡")
        CLIENT_DIED = "client_died", _("当事人死亡")
        DISSOLVED = "dissolved", _("单位终止")
        # As one ground until 2026-11; said of what ended then, offered no more.
        UNABLE = "unable", _("代理人或者委托人死亡、丧失行为能力")
        NO_LONGER = "no_longer", _("不再是监护人或者法定代表人")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="mandates")
    kind = models.CharField(_("身份"), max_length=24, choices=Kind.choices)
    person = models.OneToOneField("parties.Party", models.PROTECT, related_name="mandate")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandate")
    relation = models.CharField(_("与当事人的关系"), max_length=60, blank=True)
    # 民事诉讼法第62条: admitting, waiving, settling need powers that the principal gave expressly.
    special_powers = models.BooleanField(_("特别授权"), default=False)
    # The special powers named one by one; only with `settle` among them may an agent bind his client.
    powers = models.JSONField(_("特别授权的事项"), default=list, blank=True)
    # 民法典第165条: the client signs the paper that names them; until then nobody has given them.
    authorised = models.BooleanField(_("授权委托书已经签好"), default=False)
    matters = models.TextField(_("委托事项"), blank=True)
    valid_from = models.DateField(_("起"))
    valid_until = models.DateField(_("止"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(_("怎样结束的"), max_length=12, choices=Ended.choices, blank=True)
    ended_text = models.CharField(_("说明"), max_length=200, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("代理")
        default_permissions = ()

    def __str__(self):
        return self.person.name

    @property
    def in_force(self):
        """Whether it holds today (Shanghai): begun, not over, not ended by hand."""
        return self.ended_at is None and self.held_on(timezone.localdate())

    def held_on(self, day):
        """Whether it held on a day; the day of its end is the last of them."""
        ends = [self.valid_until, self.ended_at and timezone.localdate(self.ended_at)]
        return self.valid_from <= day and all(end is None or day <= end for end in ends)

    @property
    def may_settle(self):
        """Whether he may bind whom he speaks for: by law, or by special powers that the client has signed (民法典第165条)."""
        return self.special_powers and (self.kind not in APPOINTED or self.authorised)

    @property
    def named_powers(self):
        """The special powers in words, in the order of the paper."""
        return [power.label for power in self.Power if power in self.powers]


# 民事诉讼法第62条: whom only his client's own word lets speak; the others stand on the law.
APPOINTED = frozenset({Mandate.Kind.AGENT})

# 民法典第173条 (appointed) and 第175条 (by law): what may end which.
BY_LAW = frozenset(
    {Mandate.Ended.NO_LONGER, Mandate.Ended.INCAPABLE, Mandate.Ended.SPEAKER_DIED, Mandate.Ended.DISSOLVED}
)
GROUNDS = {
    Mandate.Kind.AGENT: BY_LAW - {Mandate.Ended.NO_LONGER}
    | {Mandate.Ended.REVOKED, Mandate.Ended.RESIGNED, Mandate.Ended.DONE, Mandate.Ended.CLIENT_DIED},
    Mandate.Kind.GUARDIAN: BY_LAW | {Mandate.Ended.CLIENT_DIED},
    Mandate.Kind.LEGAL_REPRESENTATIVE: BY_LAW,
}


class Election(models.Model):
    """A side of many people sends a few of them to the table (民事诉讼法第56条); a side's latest word counts."""

    dispute = models.ForeignKey("cases.Dispute", models.PROTECT, related_name="elections")
    side = models.CharField(_("哪一方"), max_length=12, choices=Participation.Side.choices)
    representatives = models.ManyToManyField(Participation, related_name="elections_won")
    electors = models.ManyToManyField(Participation, related_name="elections")
    # Who elects and is not on record as a party: a name in the list, to be signed by hand.
    others = models.JSONField(_("还没有登记的推选人"), default=list, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    elected_at = models.DateTimeField(_("时间"))
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("推选代表人")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return "、".join(row.party.name for row in self.representatives.all())


class Relation(models.Model):
    """Somebody declared a tie between a mediator and a party of this dispute (特邀调解规定第15条 grounds)."""

    dispute = models.ForeignKey("cases.Dispute", models.PROTECT, related_name="relations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(_("关系"), max_length=200)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("利害关系")
        default_permissions = ()

    def __str__(self):
        return self.text


class Consent(models.Model):
    """One party's yes or no to one purpose; a later one replaces an earlier one."""

    class Purpose(models.TextChoices):
        MEDIATION = "mediation", _("同意调解")
        ELECTRONIC_SIGNATURE = "electronic_signature", _("同意用电子方式签名")
        EXTENSION = "extension", _("同意延长调解期限")
        HELPER = "helper", _("同意请人参加调解")

    class Channel(models.TextChoices):
        IN_PERSON = "in_person", _("当面")
        PHONE = "phone", _("电话")
        PORTAL = "portal", _("手机链接")
        WRITING = "writing", _("书面")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="consents")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("事项"), max_length=24, choices=Purpose.choices)
    given = models.BooleanField(_("同意"))
    channel = models.CharField(_("方式"), max_length=12, choices=Channel.choices)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("同意")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.given}"


class Assignment(models.Model):
    """One mediator's appointment to one case, with how it came about and ended."""

    class Basis(models.TextChoices):
        CHOSEN = "chosen", _("当事人选择")
        APPOINTED = "appointed", _("调委会指定")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="assignments")
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    basis = models.CharField(_("方式"), max_length=12, choices=Basis.choices)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declared_impartial = models.BooleanField(_("已声明没有利害关系"), default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("指派")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at__isnull=True), name="one_mediator_presides_at_a_time"
            )
        ]

    def __str__(self):
        return str(self.mediator)


class MediatorChoice(models.Model):
    """A party says whom it would like to mediate (人民调解法第19条); its latest word counts."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="mediator_choices")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("选调解员")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return str(self.mediator)


class Objection(models.Model):
    """A party does not accept the mediator, and what the head answered (人民调解法第23条)."""

    class Ruling(models.TextChoices):
        SUSTAINED = "sustained", _("同意换人")
        OVERRULED = "overruled", _("不换人")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="objections")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("理由"), max_length=500)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    ruling = models.CharField(_("答复"), max_length=12, choices=Ruling.choices, blank=True)
    ruling_reason = models.CharField(_("答复的理由"), max_length=500, blank=True)
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("换人申请")
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "participation"],
                condition=models.Q(ruling=""),
                name="a_side_waits_for_one_ruling_at_a_time",
            )
        ]

    def __str__(self):
        return self.get_ruling_display() or str(_("等答复"))
