"""The forms of the administration pages of this room."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations import seals, tree
from organizations.models import MediatorProfile, Organization, Seal
from organizations.types import LANGUAGES


class ListField(forms.CharField):
    """A list of texts, typed with commas between them."""

    def prepare_value(self, value):
        return "，".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return list(dict.fromkeys(part for part in re.split(r"[,，、;；\s]+", value or "") if part))

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class OrganizationForm(forms.ModelForm):
    """A body; a place in the tree where it cannot stand is refused with the reason."""

    dispute_types = ListField(
        label=_("受理的纠纷类型"), required=False, help_text=_("纠纷类型的代码，用逗号隔开；不填表示不限。")
    )
    smaller_ethnic_groups = ListField(
        label=_("辖区内人数较少的民族"),
        required=False,
        help_text=_("用逗号隔开。多民族居住的地区，委员会里应当有人数较少民族的成员（人民调解法第8条）。"),
    )

    class Meta:
        model = Organization
        fields = "__all__"  # noqa: DJ007  the administration lists its fields itself

    def clean(self):
        data = super().clean()
        if "kind" in data and "parent" in data:
            body = Organization(pk=self.instance.pk, kind=data["kind"])
            try:
                tree.check_place(body, data["parent"])
            except tree.WrongPlace as refused:
                self.add_error("parent", str(refused))
        return data

    def clean_code(self):
        return self.cleaned_data["code"] or None  # several bodies may be without one


class MediatorProfileForm(forms.ModelForm):
    """A mediator's file with boxes for months and languages."""

    specialities = ListField(label=_("擅长的纠纷类型"), required=False, help_text=_("纠纷类型的代码，用逗号隔开。"))
    languages = forms.MultipleChoiceField(
        label=_("能用的语言"),
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    active_months = forms.TypedMultipleChoiceField(
        label=_("在岗月份"),
        choices=[(month, _("%(month)s月") % {"month": month}) for month in range(1, 13)],
        coerce=int,
        empty_value=[],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("不选表示全年；候鸟志愿者选在三亚的月份。"),
    )

    class Meta:
        model = MediatorProfile
        fields = "__all__"  # noqa: DJ007  the administration lists its fields itself


class SealForm(forms.ModelForm):
    """A new seal with its picture; a registered seal keeps its picture and can only be ended."""

    picture = forms.FileField(label=_("印模"), help_text=_("1 MB以内的PNG图片，登记以后不能更换。"))

    class Meta:
        model = Seal
        fields = ("organization", "name", "valid_from", "valid_until")

    def clean_picture(self):
        data = self.cleaned_data["picture"].read()
        seals.check_picture(data)
        self.instance.image = data
        return data
