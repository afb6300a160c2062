"""One small thing that somebody of the body is asked to do for a case, and the three answers that come back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from encryption.fields import EncryptedTextField


class Errand(models.Model):
    """Whom to see, where, by when; nothing of the dispute. It ends with three words, or is taken back.

    ended_at: None while it is open; met is set when it was answered, dropped_why when it was taken back
    """

    class What(models.TextChoices):
        NOTICE = "notice", _("送一份通知")
        COMPANY = "company", _("陪着走一趟")
        LOOK = "look", _("过后去看看")

    class Met(models.TextChoices):
        SEEN = "seen", _("见到了")
        ABSENT = "absent", _("没见到")
        NOT_GONE = "not_gone", _("没去成")

    class Mood(models.TextChoices):
        CALM = "calm", _("平静")
        ANGRY = "angry", _("还有气")
        WORRYING = "worrying", _("让人担心")

    class Calling(models.TextChoices):
        YES = "yes", _("要")
        NO = "no", _("不用")

    class Dropped(models.TextChoices):
        DONE = "done", _("已经有人办了")
        NEEDLESS = "needless", _("用不着了")
        SOMEBODY_ELSE = "somebody_else", _("改请别人")
        OVER = "over", _("案件结束了")
        UNSAFE = "unsafe", _("有危险或者要保护，不再请人上门")

    # What a colleague may say; the others are the calendar's and the law's.
    BY_HAND = (Dropped.DONE, Dropped.NEEDLESS, Dropped.SOMEBODY_ELSE)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="errands")
    what = models.CharField(_("做什么"), max_length=8, choices=What.choices)
    participation = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    # Typed for this errand; where it is empty the address on file is shown.
    place = EncryptedTextField(_("去哪里"), blank=True, default="")
    due_on = models.DateField(_("哪天以前"))
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="errands")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("时间"))
    met = models.CharField(_("见到人了没有"), max_length=8, choices=Met.choices, blank=True)
    mood = models.CharField(_("看上去怎么样"), max_length=8, choices=Mood.choices, blank=True)
    calling = models.CharField(_("要不要调解员打电话"), max_length=3, choices=Calling.choices, blank=True)
    dropped_why = models.CharField(_("为什么不用了"), max_length=16, choices=Dropped.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("帮忙的事")
        default_permissions = ()
        ordering = ["id"]
        indexes = [
            models.Index(fields=["asked_of", "-ended_at"], name="errand_of_person"),
            models.Index(fields=["due_on"], name="errand_open", condition=Q(ended_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, met="", dropped_why="")
                | Q(ended_at__isnull=False, met="") & ~Q(dropped_why="")
                | Q(ended_at__isnull=False, dropped_why="") & ~Q(met=""),
                name="an_errand_ends_in_one_way",
            ),
        ]

    def __str__(self):
        return self.get_what_display()

    @property
    def is_open(self):
        """Whether it still waits for an answer."""
        return self.ended_at is None

    @property
    def address(self):
        """Where to go: the place that was typed, else the address on file."""
        return self.place or self.participation.party.address

    @property
    def phone(self):
        """Whom to call: the office telephone of whoever asked, else the body's; "" without either."""
        return self.asked_by.phone or self.case.organization.phone

    @property
    def answer(self):
        """The three answers in words, "" while there is none."""
        words = [self.get_met_display(), self.get_mood_display()]
        if self.calling:
            words.append(_now("要打电话") if self.wants_a_call else _now("不用打电话"))
        return _now("，").join(filter(None, words))

    @property
    def is_worrying(self):
        """Whether whoever was seen gave reason to worry."""
        return self.mood == self.Mood.WORRYING

    @property
    def wants_a_call(self):
        """Whether the mediator should call."""
        return self.calling == self.Calling.YES
