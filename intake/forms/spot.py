"""The page of a quarrel settled at the door: who, what, what was agreed, and what both sides were asked face to face."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from cases import clauses
from cases.forms.base import date_input, moment_input
from cases.forms.clause import Yuan
from cases.forms.drawn import DrawnText
from cases.models import Obligation, Participation
from intake import spot
from intake.forms.phone import TEL
from intake.forms.types import QuickTypes
from organizations import roster
from parties import registry
from parties.identity import IdentityError
from parties.models import Party

Side, Kind = Participation.Side, Obligation.Kind
SIDES = {"one": Side.APPLICANT, "other": Side.RESPONDENT}
MOST_PROMISES = 3
NAME = {"autocomplete": "off"}
ORAL, WRITTEN = "oral", "written"


class SpotForm(QuickTypes, DrawnText):
    """Everything but the promises; `around` is what the page needs to know of the mediator and his bodies."""

    use_required_attribute = False
    layout = "tiles"
    names = ("one_name", "other_name", "witness", "interpreter")
    once = forms.UUIDField(widget=forms.HiddenInput)
    looked = forms.CharField(required=False, widget=forms.HiddenInput)
    body = forms.ChoiceField(label=_("算在哪个调委会"), widget=forms.RadioSelect)
    one_name = forms.CharField(
        label=_("一方的名字"),
        max_length=100,
        widget=forms.TextInput(attrs=NAME),
        error_messages={"required": _("请填一方的名字")},
    )
    one_phone = forms.CharField(
        label=_("一方的电话"), max_length=40, required=False, widget=forms.TextInput(attrs=TEL | {"data-look": True})
    )
    one_is_organization = forms.BooleanField(label=_("这一方是单位"), required=False)
    other_name = forms.CharField(
        label=_("另一方的名字"),
        max_length=100,
        widget=forms.TextInput(attrs=NAME),
        error_messages={"required": _("请填另一方的名字")},
    )
    other_phone = forms.CharField(
        label=_("另一方的电话"), max_length=40, required=False, widget=forms.TextInput(attrs=TEL | {"data-look": True})
    )
    other_is_organization = forms.BooleanField(label=_("另一方是单位"), required=False)
    known_by = forms.ChoiceField(
        label=_("怎么认得双方"),
        choices=[("", _("还没有核对")), *Party.IdentityCheck.choices],
        required=False,
        widget=forms.Select(attrs={"class": "middle"}),
    )
    summary = forms.CharField(
        label=_("为了什么事"),
        max_length=2000,
        help_text=_("点键盘上的话筒，可以直接说话。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写为了什么事，一句话也可以")},
    )
    place = forms.CharField(
        label=_("在哪里"),
        max_length=120,
        widget=forms.TextInput(attrs=NAME | {"data-look": True}),
        error_messages={"required": _("请填在哪里，写到小区、楼栋就行")},
    )
    responsibility = forms.CharField(
        label=_("各方责任"),
        max_length=1000,
        initial=_("各方对责任不再争议。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写各方责任；不再争的，写“各方对责任不再争议。”")},
    )
    way = forms.ChoiceField(
        label=_("口头还是书面"),
        choices=[(ORAL, _("口头，记下来就行")), (WRITTEN, _("书面，打印出来签名"))],
        initial=ORAL,
        widget=forms.RadioSelect(attrs={"class": "tiles tiles--2"}),
    )
    both_agree = forms.BooleanField(
        label=_("双方都愿意调解，也都愿意由我来调解"),
        error_messages={"required": _("要双方都愿意才能调解；有一方不愿意的，请不要在这里记")},
    )
    no_interest = forms.BooleanField(
        label=_("我和双方、和这件事都没有利害关系"),
        error_messages={"required": _("请先勾选；和一方有关系的，请让同事来调解")},
    )
    read_aloud = forms.BooleanField(
        label=_("谈成的内容已经念给双方听，双方都说对"),
        error_messages={"required": _("请先把内容念给双方听一遍，再勾选")},
    )
    need_no_paper = forms.BooleanField(label=_("双方都说不用写书面协议"), required=False)
    witness = forms.CharField(label=_("在场见证人"), required=False, max_length=60)
    interpreter = forms.CharField(label=_("翻译"), required=False, max_length=60)
    recorder = forms.ChoiceField(label=_("记录人"), required=False, widget=forms.Select(attrs={"class": "middle"}))
    began_at = forms.DateTimeField(label=_("什么时候开始调解的"), required=False, widget=moment_input())
    agreed_at = forms.DateTimeField(label=_("什么时候谈成的"), required=False, widget=moment_input())

    # As the page asks, so that what is wrong is listed from top to bottom.
    field_order = ("once", "looked", "body", "one_name", "one_phone", "one_is_organization", "other_name")
    field_order += ("other_phone", "other_is_organization", "known_by", "dispute_type")

    def __init__(self, *args, around, initial=None, **kwargs):
        self.around = around
        super().__init__(*args, initial={"once": uuid.uuid4()} | (initial or {}), **kwargs)
        self.bodies = {str(body.pk): body for body in around.bodies}
        self.fields["body"].choices = [(key, str(body)) for key, body in self.bodies.items()]
        if len(self.bodies) == 1:
            del self.fields["body"]
        self.colleagues = {
            str(user.pk): user
            for user in [*roster.members(self.chosen_body, Role.CLERK), *roster.mediators(self.chosen_body)]
            if user.pk != around.user.pk
        }
        people = [(key, user.name) for key, user in self.colleagues.items()]
        self.fields["recorder"].choices = [("", _("没有别人，由我兼")), *people]

    @property
    def chosen_body(self):
        chosen = self.bodies.get(self["body"].value() or "") if "body" in self.fields else None
        return chosen or next(iter(self.bodies.values()))

    @property
    def is_oral(self):
        return self.cleaned_data.get("way") == ORAL

    def clean(self):
        cleaned = super().clean()
        if self.is_oral and not cleaned.get("need_no_paper"):
            self.add_error("need_no_paper", _("双方都说不用写书面的，才能记为口头协议；要写的请选“书面”"))
        for which in SIDES:
            self._check_person(which)
        self._check_moments(cleaned)
        return cleaned

    def _check_person(self, which):
        if not self.cleaned_data.get(f"{which}_name"):
            return
        try:
            registry.clean(**self.person(which))
        except IdentityError as flaw:
            name = f"{which}_{flaw.field}"
            self.add_error(name if name in self.fields else None, flaw.message)

    def _check_moments(self, cleaned):
        now = timezone.now()
        agreed = cleaned.get("agreed_at") or now
        for name in ("began_at", "agreed_at"):
            if cleaned.get(name) and cleaned[name] > now:
                self.add_error(name, _("不能晚于现在，请改一下"))
        if cleaned.get("began_at") and cleaned["began_at"] > agreed:
            self.add_error("began_at", _("开始调解的时间不能晚于谈成的时间，请改一下"))
        cleaned["agreed_at"] = agreed
        cleaned["began_at"] = cleaned.get("began_at") or agreed

    def person(self, which):
        """The fields of one side's party."""
        is_organization = self.cleaned_data.get(f"{which}_is_organization")
        person = {name: self.cleaned_data.get(f"{which}_{name}", "") for name in ("name", "phone")}
        return person | {"kind": Party.Kind.ORGANIZATION if is_organization else Party.Kind.PERSON}

    def told(self, promises):
        """The whole page as intake.spot takes it."""
        data = self.cleaned_data
        return spot.Settled(
            body=self.chosen_body,
            dispute_type=self.chosen_type,
            place=data["place"],
            summary=data["summary"],
            responsibility=data["responsibility"],
            people={side: self.person(which) for which, side in SIDES.items()},
            promises=tuple(promise.told() for promise in promises),
            oral=self.is_oral,
            began_at=data["began_at"],
            agreed_at=data["agreed_at"],
            known_by=data["known_by"],
            read_aloud=data["read_aloud"],
            witness=data["witness"],
            interpreter=data["interpreter"],
            recorder=self.colleagues.get(data["recorder"]),
        )

    def open_parts(self):
        """Which folded parts hold something, or something wrong."""
        parts = {
            "people": ("one_is_organization", "other_is_organization"),
            "present": ("witness", "interpreter", "recorder"),
            "when": ("began_at", "agreed_at"),
        }
        return {part: any(self[name].value() or self[name].errors for name in names) for part, names in parts.items()}


class PromiseForm(DrawnText):
    """One thing that was promised."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("是哪一样"),
        choices=Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": _("请选一样")},
    )
    by = forms.ChoiceField(
        label=_("谁来做"),
        choices=[
            (Side.RESPONDENT.value, _("另一方")),
            (Side.APPLICANT.value, _("一方")),
            (spot.BOTH, _("双方都做")),
        ],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": _("请选谁来做")},
    )
    text = forms.CharField(
        label=_("做什么"),
        max_length=300,
        required=False,
        help_text=_("例如：赔偿款、修好楼道的灯、夜里大声放音乐。赔礼道歉可以不写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    amount = Yuan(label=_("多少元"), required=False)
    method = forms.ChoiceField(
        label=_("怎么付"),
        required=False,
        choices=[("", _("不付钱"))] + [pair for pair in Obligation.Method.choices if pair[0]],
        widget=forms.Select(attrs={"class": "short"}),
    )
    done = forms.BooleanField(label=_("当场就做了"), required=False)
    due_on = forms.DateField(label=_("没有当场做的，哪天前做到"), required=False, widget=date_input())

    def __init__(self, *args, place, **kwargs):
        self.place = place
        super().__init__(*args, prefix=f"promise-{place}", **kwargs)

    @property
    def is_empty(self):
        """Whether nothing was typed into a block that may stay empty."""
        return self.empty_permitted and not self.has_changed()

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind is None:
            return cleaned
        rule = clauses.KINDS[Kind(kind)]
        if rule.worded and not cleaned.get("text"):
            self.add_error("text", _("请写做什么"))
        if rule.pays:
            self._check_payment(cleaned)
        elif cleaned.get("amount"):
            self.add_error("amount", _("要付钱的，请选“付钱”；不付钱的，金额请空着"))
        if rule.dated and not cleaned.get("done") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("请写哪天前做到；当场做了的，请勾选“当场就做了”"))
        return cleaned

    def _check_payment(self, cleaned):
        if not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("请写多少元"))
        if not cleaned.get("method"):
            self.add_error("method", _("请选怎么付"))
        if cleaned.get("by") == spot.BOTH:
            self.add_error("by", _("付钱请选由哪一方付"))

    def told(self):
        """The promise as intake.spot takes it; what its kind does not need is left out."""
        data, rule = self.cleaned_data, clauses.KINDS[Kind(self.cleaned_data["kind"])]
        return spot.Promise(
            kind=data["kind"],
            by=data["by"],
            text=data["text"],
            amount=data["amount"] if rule.pays else None,
            method=data["method"] if rule.pays else "",
            done=data["done"] and rule.dated,
            due_on=data["due_on"] if rule.dated else None,
        )


def promises(posted=None):
    """The blocks of the page, the first of which must be filled."""
    return [
        PromiseForm(posted, place=place, empty_permitted=place > 0, use_required_attribute=False)
        for place in range(MOST_PROMISES)
    ]
