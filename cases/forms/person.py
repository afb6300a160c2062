"""Asking for a party: the fields of a person or an organization, checked by the registry in one go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.drawn import DrawnText
from cases.models import Participation
from parties import registry
from parties.identity import ID_KINDS, IdentityError
from parties.models import Party

SIDES = Participation.Side.choices

FIELDS = (
    "kind",
    "name",
    "sex",
    "ethnicity",
    "birth_date",
    "occupation",
    "employer",
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
# Never shown to whoever corrects a party: seeing them in full is a look of its own, with a reason and an entry.
COVERED = {"id_number": "masked_id", "phone": "masked_phone", "address": "", "contact_phone": ""}
# What the pages fold away: most registers begin without it.
FOLDED = (
    "sex",
    "birth_date",
    "ethnicity",
    "occupation",
    "employer",
    "contact_name",
    "contact_phone",
    "legal_representative",
    "legal_representative_title",
    "language",
    "safe_contact",
)
USUAL_PAPER = {Party.Kind.PERSON: "resident_id", Party.Kind.ORGANIZATION: "credit_code"}


class PersonFields(DrawnText):
    """The fields of one party; only the name must be there."""

    use_required_attribute = False
    names = ("name", "contact_name", "legal_representative")
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
        choices=[("", _("请选"))] + [(kind.code, kind.label) for kind in ID_KINDS.values()],
        required=False,
        help_text=_("不选就是身份证，单位是信用代码。"),
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
        choices=[("", _("看证件号")), *Party.Sex.choices],
        required=False,
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
    # A mediator who works for the same firm steps back (人民调解法第15条).
    employer = forms.CharField(
        label=_("工作单位"), max_length=100, required=False, widget=forms.TextInput(attrs={"class": "middle"})
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=40,
        required=False,
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
        if cleaned.get("id_number") and not cleaned.get("id_kind"):
            cleaned["id_kind"] = USUAL_PAPER.get(cleaned.get("kind"), "")
        if not self.errors:
            try:
                self.check_person()
            except IdentityError as flaw:
                self.add_error(flaw.field if flaw.field in self.fields else None, flaw.message)
        return cleaned

    def check_person(self):
        """Raises IdentityError for what the registry would not keep."""
        registry.clean(**self.person())

    @property
    def rest_is_open(self):
        """Whether one of the folded fields holds something, or something wrong."""
        return any(self[name].errors or self[name].value() not in (None, "", False, "zh") for name in FOLDED)


class AmendedFields(PersonFields):
    """The same for a party that is on record (`self.party`, None for a new one): a covered field left empty stays."""

    forget = forms.MultipleChoiceField(
        label=_("要去掉的"), required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    party = None

    def cover(self, party):
        """Show what is on record, the covered fields only as a mask."""
        self.party = party
        self.initial |= {name: getattr(party, name) for name in FIELDS if name not in COVERED}
        kept = [name for name in COVERED if getattr(party, name)]
        for name in kept:
            mask = getattr(party, COVERED[name], "") if COVERED[name] else _("有，不显示")
            self.fields[name].help_text = _("现在是{mask}，不改就不用填。").format(mask=mask)
        self.fields["forget"].choices = [(name, self.fields[name].label) for name in kept]

    def person(self):
        if self.party is None:
            return super().person()
        typed = {name: self.cleaned_data.get(name) for name in FIELDS}
        covered = {name: typed.pop(name) for name in COVERED}
        typed |= {name: "" for name in self.cleaned_data.get("forget", ())}
        typed |= {name: value for name, value in covered.items() if value}
        if typed.get("id_number"):
            # A corrected number brings its own birth date and sex, unless these were corrected as well.
            typed = {k: v for k, v in typed.items() if k not in ("birth_date", "sex") or k in self.changed_data}
        return typed

    def check_person(self):
        if self.party is None:
            super().check_person()
        else:
            registry.amended(self.party, **self.person())
