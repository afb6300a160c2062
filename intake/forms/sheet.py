"""A line of an older register, checked by the very forms of the register's page; and the file it comes in."""

import re
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake import workbook
from intake.columns import APPLICANT, COLUMNS, DANGER, MATTER, RESPONDENT
from intake.forms.counter import MatterForm, PartyForm
from mediation import days
from mediation.forms import in_words

SIDES = {APPLICANT: "applicant", RESPONDENT: "respondent"}
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s*(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?)?")


class SheetForm(forms.Form):
    """One filled spreadsheet, and the body to whose register it belongs."""

    use_required_attribute = False
    body = forms.ChoiceField(label=_("登记到哪个调委会"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("填好的表格"),
        help_text=_(".xlsx，最多500行，最大5MB。"),
        widget=forms.FileInput(attrs={"accept": f".xlsx,{workbook.XLSX}", "data-limit": "5"}),
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = [(key, str(body)) for key, body in self.bodies.items()]
        if len(self.bodies) == 1:
            del self.fields["body"]

    @property
    def chosen_body(self):
        return self.bodies[self.cleaned_data["body"]] if "body" in self.fields else next(iter(self.bodies.values()))

    def clean_file(self):
        """The lines of the file as workbook.Rows."""
        file = self.cleaned_data["file"]
        try:
            if file.size > workbook.MOST_BYTES:
                raise workbook.Unreadable(_("文件超过5MB，请分成几个文件交。"))
            return workbook.read(file.read())
        except workbook.Unreadable as flaw:
            raise forms.ValidationError(str(flaw.message_zh)) from flaw


class Known(forms.ModelChoiceField):
    """A row of a dictionary by its name, looked up among those read once for the whole sheet (`known`)."""

    known = {}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if value not in self.known:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.known[value]


class LineForm(MatterForm):
    """The matter of one line; `around` has one body and no grids, so that a line asks the database nothing."""

    dispute_type = Known(label=_("纠纷类型"), queryset=MatterForm.base_fields["dispute_type"].queryset)
    source = Known(label=_("案件来源"), queryset=MatterForm.base_fields["source"].queryset)
    danger = forms.TypedChoiceField(
        label=_("有没有危险"),
        choices=[(word, word) for word in DANGER],
        coerce=DANGER.get,
        empty_value=False,
        required=False,
    )
    reported_at = forms.CharField(label=_("反映日期"), max_length=40)
    origin_reference = forms.CharField(label=_("原编号"), max_length=100, required=False)

    def __init__(self, *args, words, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("dispute_type", "source"):
            self.fields[name].known = words.lists[name]

    def clean_reported_at(self):
        """The moment it was reported, of a day without a time its beginning."""
        found = DAY.fullmatch(self.cleaned_data["reported_at"].strip())
        try:
            year, month, day, hour, minute = (int(part or 0) for part in found.groups())
            moment = timezone.make_aware(datetime(year, month, day, hour, minute))  # noqa: DTZ001 — made aware here
        except (AttributeError, ValueError) as flaw:
            raise forms.ValidationError(_("请填日期，例如2026-10-08")) from flaw
        if not days.is_possible(moment.date()):
            raise forms.ValidationError(_("年份不对，请再看一下"))
        if moment > timezone.now():
            raise forms.ValidationError(_("不能晚于今天，请改一下"))
        return moment


def forms_of(row, around, words, once):
    """(LineForm, the two PartyForms) of one Row, bound as the page would send them."""
    typed = {part: {} for part in (MATTER, *SIDES)}
    for column in COLUMNS:
        typed[column.part][column.name] = words.as_typed(column, row.cells.get(str(column.heading), ""))
    people = []
    for part, side in SIDES.items():
        sent = typed[part] | {"side": side, "kind": typed[part]["kind"] or "person"}
        people.append(PartyForm({f"person-{part}-{name}": text for name, text in sent.items()}, key=part))
    return LineForm(typed[MATTER] | {"once": str(once)}, around=around, words=words), people


def flaws(row, matter, people):
    """[(heading, sentence)] of everything that is wrong with a line, in the order of its columns."""
    found = {column.heading: [] for column in COLUMNS}
    bound = {
        (form.key if form in people else MATTER, field.name): field for form in (matter, *people) for field in form
    }
    for column in COLUMNS:
        if str(column.heading) in row.lost:
            # Whatever else is wrong with it comes from this.
            found[column.heading].append(
                _("这一格被表格软件当成了数字，后几位已经变了。请把格子设成“文本”，照证件重填")
            )
            continue
        field = bound.pop((column.part, column.name))
        for error in field.errors.as_data():
            if error.code == "invalid_choice":
                typed = row.cells.get(str(column.heading), "")
                found[column.heading].append(_("“{word}”不在可用的词里，请照模板第2页写").format(word=typed[:20]))
            else:
                found[column.heading].append(in_words(error, field))
    said = [(str(heading), str(text)) for heading, texts in found.items() for text in texts]
    said += [(str(field.label), in_words(error, field)) for field in bound.values() for error in field.errors.as_data()]
    said += [("", str(text)) for form in (matter, *people) for text in form.non_field_errors()]
    return said
