"""The register's page: the matter and any number of people, shown again with everything typed after every button."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.drawn import DrawnText
from cases.forms.intake import DescribeDisputeForm, lines
from cases.forms.person import SIDES, PersonFields
from cases.models import DisputeType, Participation

Side = Participation.Side
BEGIN = (("0", Side.APPLICANT), ("1", Side.RESPONDENT))
MOST_PEOPLE = 20
KEYS = "people"
LOOKED_AT = ("id_number", "phone", "address")
NOBODY_TO_REACH = _("请至少填一方的电话；没有电话的，写一个联系人")
NOTHING_ASKED = _("依申请调解的，请写申请事项，一行写一项")


class MatterForm(DrawnText):
    """What and where; `around` is what the page needs to know of whoever registers."""

    use_required_attribute = False
    once = forms.UUIDField(widget=forms.HiddenInput)
    # The duplicates that were shown already; the same ones do not stop the form a second time.
    looked = forms.CharField(required=False, widget=forms.HiddenInput)
    body = forms.ChoiceField(label=_("登记到哪个调委会"), widget=forms.RadioSelect)
    # No type is chosen beforehand: what nobody chose would stand in the statistics.
    dispute_type = forms.ModelChoiceField(
        label=_("纠纷类型"), queryset=DisputeType.objects.filter(valid_until__isnull=True), empty_label=_("请选")
    )
    source = DescribeDisputeForm.base_fields["source"]
    title = forms.CharField(
        label=_("纠纷名称"),
        max_length=120,
        required=False,
        help_text=_("例如：楼上漏水纠纷。不填就用类型和地点。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    summary = forms.CharField(
        label=_("纠纷经过"),
        max_length=5000,
        help_text=_("什么时候、在哪里、因为什么，到现在怎么样了。"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    requests = forms.CharField(
        label=_("申请事项"),
        required=False,
        max_length=2000,
        help_text=_("一行写一项。依申请的会印在申请书上。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    danger = forms.BooleanField(label=_("可能打起来，或者有人受伤、想不开"), required=False)
    place = forms.CharField(
        label=_("发生地点"),
        max_length=200,
        help_text=_("小区、楼栋、门牌，例如：港门花园3栋502。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-look": True}),
    )
    grid = forms.ChoiceField(label=_("哪个网格"), required=False, widget=forms.Select(attrs={"class": "middle"}))

    def __init__(self, *args, around, initial=None, **kwargs):
        self.around = around
        super().__init__(*args, initial={"once": uuid.uuid4()} | (initial or {}), **kwargs)
        self.bodies = {str(body.pk): body for body in around.bodies}
        self.grids = {str(grid.pk): grid for grid in around.grids}
        self.fields["body"].choices = [(key, str(body)) for key, body in self.bodies.items()]
        self.fields["grid"].choices = [("", _("说不准")), *((key, str(grid)) for key, grid in self.grids.items())]
        if len(self.bodies) == 1:
            del self.fields["body"]

    @property
    def chosen_body(self):
        chosen = self.bodies.get(self["body"].value() or "") if "body" in self.fields else None
        return chosen or next(iter(self.bodies.values()))

    @property
    def chosen_grid(self):
        return self.grids.get(self.cleaned_data.get("grid", ""))

    def clean(self):
        cleaned = super().clean()
        grid = self.chosen_grid
        if grid is not None and grid.organization_id != self.chosen_body.pk:
            self.add_error("grid", _("这个网格不归这个调委会，请重新选"))
        return cleaned

    @property
    def asks_for_nothing(self):
        """An application without a request: the paper (F01) would have an empty place in it."""
        return self.cleaned_data["source"].by_application and not self.request_lines()

    def request_lines(self):
        return tuple(lines(self.cleaned_data["requests"]))


class PartyForm(PersonFields):
    """One person or organization of the register."""

    side = forms.ChoiceField(label=_("是哪一方"), choices=SIDES, widget=forms.Select(attrs={"class": "short"}))

    def __init__(self, *args, key, side=Side.RESPONDENT, initial=None, **kwargs):
        self.key = key
        super().__init__(*args, prefix=f"person-{key}", initial={"side": side} | (initial or {}), **kwargs)
        for name in LOOKED_AT:
            self.fields[name].widget.attrs["data-look"] = True

    @property
    def is_empty(self):
        """Whether nothing was typed into a block that may stay empty."""
        return self.empty_permitted and not self.has_changed()


def can_be_reached(people):
    """Whether one of the people has a telephone, or somebody who passes a word on."""
    return any(
        form.cleaned_data.get(name) for form in people if not form.is_empty for name in ("phone", "contact_name")
    )


def keys_of(posted):
    """The blocks of people on the page, by the keys of their names."""
    keys = dict.fromkeys(key for key in posted.get(KEYS, "").split(",") if key.isdecimal() and len(key) < 5)
    return list(keys)[:MOST_PEOPLE] or [key for key, _side in BEGIN]


def blank_people():
    """The two blocks that the page begins with."""
    return [PartyForm(key=key, side=side) for key, side in BEGIN]


def sent_people(posted):
    """The blocks as sent, to be checked: the first must be filled, another may stay as empty as it was shown."""
    return [
        PartyForm(posted, key=key, side=_side_of(key), empty_permitted=place > 0, use_required_attribute=False)
        for place, key in enumerate(keys_of(posted))
    ]


def typed_people(posted, *, add=False, without=""):
    """The blocks as typed, with one more or one less, and nothing said about what is still wrong."""
    keys = [key for key in keys_of(posted) if key != without] or ["0"]
    people = [PartyForm(key=key, initial=as_typed(PartyForm, posted, f"person-{key}-")) for key in keys]
    if add and len(keys) < MOST_PEOPLE:
        people.append(PartyForm(key=str(max(map(int, keys)) + 1)))
    return people


def as_typed(form_class, posted, prefix=""):
    """Every field's value as it stands in what was sent, checked or not."""
    return {
        name: field.widget.value_from_datadict(posted, {}, prefix + name)
        for name, field in form_class.base_fields.items()
    }


def looked_at(posted):
    """What of every block is looked for among earlier disputes."""
    return [{name: posted.get(f"person-{key}-{name}", "").strip() for name in LOOKED_AT} for key in keys_of(posted)]


def _side_of(key):
    return dict(BEGIN).get(key, Side.RESPONDENT)
