"""Asking for a party: the fields of a person or an organization, checked by the registry in one go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Participation
from parties import registry
from parties.identity import ID_KINDS, IdentityError
from parties.models import Party

FIELDS = (
    "kind",
    "name",
    "sex",
    "ethnicity",
    "birth_date",
    "occupation",
    "id_kind",
    "id_number",
    "phone",
    "address",
    "contact_name",
    "contact_phone",
    "legal_representative",
    "legal_representative_title",
    "language",
    "safe_contact",
)


class PersonFields(forms.Form):
    """The fields of one party; only the name must be there."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("是个人还是单位"),
        choices=Party.Kind.choices,
        initial="person",
        widget=forms.RadioSelect(attrs={"class": "tiles tiles--2"}),
    )
    name = forms.CharField(
        label=_("姓名或单位名称"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
    )
    id_kind = forms.ChoiceField(
        label=_("证件种类"),
        choices=[("", _("先不填"))] + [(kind.code, kind.label) for kind in ID_KINDS.values()],
        required=False,
        widget=forms.Select(attrs={"class": "middle"}),
    )
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("只用来核对身份，不印在文书上。"),
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off", "data-secret": True}),
    )
    sex = forms.ChoiceField(
        label=_("性别"),
        choices=[("", _("看证件")), *Party.Sex.choices],
        required=False,
        help_text=_("填了身份证号就不用选。"),
        widget=forms.Select(attrs={"class": "short"}),
    )
    birth_date = forms.DateField(
        label=_("出生日期"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
    )
    ethnicity = forms.CharField(
        label=_("民族"), max_length=20, required=False, widget=forms.TextInput(attrs={"class": "short"})
    )
    occupation = forms.CharField(
        label=_("职业或职务"), max_length=50, required=False, widget=forms.TextInput(attrs={"class": "middle"})
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=40,
        required=False,
        help_text=_("没有电话的，请写下面的联系人。"),
        widget=forms.TextInput(attrs={"type": "tel", "class": "short", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("住址或单位地址"), max_length=200, required=False)
    contact_name = forms.CharField(
        label=_("联系人"), max_length=100, required=False, widget=forms.TextInput(attrs={"class": "middle"})
    )
    contact_phone = forms.CharField(
        label=_("联系人电话"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "short"}),
    )
    legal_representative = forms.CharField(
        label=_("法定代表人"), max_length=100, required=False, widget=forms.TextInput(attrs={"class": "middle"})
    )
    legal_representative_title = forms.CharField(
        label=_("法定代表人职务"), max_length=50, required=False, widget=forms.TextInput(attrs={"class": "middle"})
    )
    language = forms.ChoiceField(
        label=_("说哪种话"),
        choices=Party.Language.choices,
        initial="zh",
        required=False,
        widget=forms.Select(attrs={"class": "short"}),
    )
    safe_contact = forms.BooleanField(
        label=_("联系时要保护（家里有暴力，或本人要求）"),
        required=False,
        help_text=_("电话和住址不印给对方，短信不写事由。"),
    )

    def person(self):
        """The typed fields for parties.registry, empty ones left out."""
        return {name: self.cleaned_data.get(name) for name in FIELDS if self.cleaned_data.get(name) not in ("", None)}

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned.get("name"):
            try:
                registry.clean(**self.person())
            except IdentityError as flaw:
                self.add_error(flaw.field if flaw.field in self.fields else None, flaw.message)
        return cleaned


def values_of(party):
    """A recorded party as the form's starting values; the caller has logged the look at the open fields."""
    return {name: getattr(party, name) for name in FIELDS}


SIDES = Participation.Side.choices
