"""The pages of the report on the phone: what, who, where; every one may be left half written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import PhotosField
from cases.forms.drawn import DrawnText
from cases.models import Participation
from intake.forms.types import QuickTypes
from parties import registry
from parties.identity import IdentityError
from parties.models import Party

Side = Participation.Side
OUTSIDE = ""
TEL = {"type": "tel", "autocomplete": "off"}


class PageForm(DrawnText):
    """One page; `around` is what it needs to know of the reporter."""

    use_required_attribute = False

    def __init__(self, *args, around, **kwargs):
        self.around = around
        super().__init__(*args, **kwargs)


class WhatForm(QuickTypes, PageForm):
    summary = forms.CharField(
        label=_("说说经过"),
        max_length=2000,
        help_text=_("点键盘上的话筒，可以直接说话。不用写全，调解员会再问。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请说说出了什么事，一句话也可以")},
    )
    photos = PhotosField(label=_("照片"), required=False)
    danger = forms.BooleanField(label=_("可能打起来，或者有人受伤、想不开"), required=False)


class WhoForm(PageForm):
    names = ("one_name", "one_contact_name", "other_name")
    one_name = forms.CharField(
        label=_("名字"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("请填名字；不知道全名的，写怎么称呼，例如“502室陈大姐”")},
    )
    one_phone = forms.CharField(
        label=_("电话"),
        max_length=40,
        widget=forms.TextInput(attrs=TEL),
        error_messages={"required": _("请填电话；没有电话的，写一个联系人")},
    )
    one_is_organization = forms.BooleanField(label=_("是单位（物业、公司、店铺）"), required=False)
    one_via_me = forms.BooleanField(label=_("先联系我，我去找他"), required=False)
    one_contact_name = forms.CharField(
        label=_("联系人"), max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    one_contact_phone = forms.CharField(
        label=_("联系人电话"), max_length=40, required=False, widget=forms.TextInput(attrs=TEL)
    )
    other_name = forms.CharField(
        label=_("名字"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("请填对方的名字；还不知道的，勾选“还不知道是谁”")},
    )
    other_phone = forms.CharField(label=_("电话"), max_length=40, required=False, widget=forms.TextInput(attrs=TEL))
    other_is_organization = forms.BooleanField(label=_("是单位（物业、公司、店铺）"), required=False)
    other_unknown = forms.BooleanField(label=_("还不知道是谁"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Somebody can be reached: by telephone, or through a person who passes it on.
        self.fields["one_phone"].required = not (self["one_contact_name"].value() or self["one_via_me"].value())
        self.fields["other_name"].required = not self["other_unknown"].value()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("one_contact_phone") and not cleaned.get("one_contact_name"):
            self.add_error("one_contact_name", _("请填联系人的名字"))
        for prefix in ("one", "other"):
            self._check_person(prefix)
        return cleaned

    def _check_person(self, prefix):
        person = self.person(prefix)
        if not person.get("name"):
            return
        try:
            registry.clean(**person)
        except IdentityError as flaw:
            name = f"{prefix}_{flaw.field}"
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, flaw.message)

    def person(self, prefix):
        """The fields of one side's party."""
        typed = {name: self.cleaned_data.get(f"{prefix}_{name}", "") for name in ("name", "phone")}
        typed |= {name: self.cleaned_data.get(f"{prefix}_{name}", "") for name in ("contact_name", "contact_phone")}
        if self.cleaned_data.get(f"{prefix}_via_me") and not typed["contact_name"]:
            user = self.around.user
            typed |= {"contact_name": user.name, "contact_phone": user.phone}
        is_organization = self.cleaned_data.get(f"{prefix}_is_organization")
        return typed | {"kind": Party.Kind.ORGANIZATION if is_organization else Party.Kind.PERSON}

    @property
    def contact_is_open(self):
        """Whether one of the folded fields holds something, or something wrong."""
        folded = ("one_via_me", "one_contact_name", "one_contact_phone")
        return any(self[name].value() or self[name].errors for name in folded)

    @property
    def one_words(self):
        return self._in_words("one")

    @property
    def other_words(self):
        return self._in_words("other") or _("还不知道是谁")

    def _in_words(self, prefix):
        """One side on one line each: name, telephone, who passes it on."""
        person = self.person(prefix)
        contact = " ".join(filter(None, (person["contact_name"], person["contact_phone"])))
        lines = [person["name"], person["phone"]]
        lines += [_("单位") if self.cleaned_data.get(f"{prefix}_is_organization") else ""]
        lines += [_("联系人：{contact}").format(contact=contact) if contact else ""]
        return "\n".join(filter(None, map(str, lines)))

    def people(self):
        """[(side, fields of a party)] of the sides that are known; who spoke up first is called the applicant."""
        sides = ((Side.APPLICANT, self.person("one")), (Side.RESPONDENT, self.person("other")))
        return tuple((side, person) for side, person in sides if person["name"])


class WhereForm(PageForm):
    place = forms.CharField(
        label=_("哪个小区、哪栋楼、哪一户"),
        max_length=200,
        help_text=_("例如：港门花园3栋502。没有门牌的，写旁边有什么。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("请填在哪里，写到小区、楼栋就行")},
    )
    grid = forms.ChoiceField(label=_("哪个网格"), required=False, widget=forms.RadioSelect)
    body = forms.ChoiceField(label=_("报给哪个调委会"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.grids = {str(grid.pk): grid for grid in self.around.grids}
        self.bodies = {str(body.pk): body for body in self.around.bodies}
        self.fields["grid"].choices = [(key, str(grid)) for key, grid in self.grids.items()]
        self.fields["grid"].choices += [(OUTSIDE, _("说不准"))]
        self.fields["body"].choices = [(key, str(body)) for key, body in self.bodies.items()]
        own = next((key for key, grid in self.grids.items() if grid.worker_id == self.around.user.pk), OUTSIDE)
        self.fields["grid"].initial = own
        if len(self.bodies) == 1:
            del self.fields["body"]
        if not self.grids:
            del self.fields["grid"]

    @property
    def chosen_grid(self):
        return self.grids.get(self.cleaned_data.get("grid", ""))

    @property
    def chosen_body(self):
        """The body that gets the report: the chosen one, else the grid's, else the only one."""
        chosen = self.bodies.get(self.cleaned_data.get("body", ""))
        return chosen or next(iter(self.bodies.values()))

    def clean(self):
        cleaned = super().clean()
        grid = self.chosen_grid
        if grid is not None and not self.errors and grid.organization_id != self.chosen_body.pk:
            self.add_error("grid", _("这个网格不归您选的调委会，请重新选一个"))
        return cleaned
