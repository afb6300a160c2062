"""One clause of an agreement as a block of fields: who, to whom, what, how much, by when (domain reference § 18)."""

import unicodedata
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import clauses, performance
from cases.forms.base import date_input
from cases.models import Instalment, Obligation, Participation
from cases.money import capitals
from cases.workflow.requirements import sides_of

Kind = Obligation.Kind
FEN = Decimal("0.01")


@dataclass(frozen=True)
class Words:
    """How one kind of clause asks; "" leaves a field out."""

    icon: str
    who: str
    whom: str
    what: str
    example: str
    place: str = ""
    due: str = ""


WORDS = {
    Kind.PAY: Words(
        "currency-yuan", _("谁付"), _("付给谁"), _("什么钱"), _("例如：赔偿款、工资、货款"), due=_("哪天前付")
    ),
    Kind.REPAIR: Words(
        "tool", _("谁来修"), _("给谁修"), _("修什么"), _("例如：602室卫生间防水"), _("在哪里"), _("哪天前修好")
    ),
    Kind.ACT: Words(
        "clipboard-list",
        _("谁做"),
        _("为谁做"),
        _("做什么"),
        _("例如：配合工人进门施工一天"),
        _("在哪里"),
        _("哪天前做好"),
    ),
    Kind.REFRAIN: Words("hand-stop", _("谁不再做"), _("对谁"), _("不再做什么"), _("例如：在楼道里大声争吵")),
    Kind.APOLOGISE: Words(
        "message", _("谁道歉"), _("向谁道歉"), _("道歉的内容"), _("可以不写"), _("在哪里"), _("哪天前")
    ),
}


class Yuan(forms.DecimalField):
    """An amount as people write it: 4800, 4,800, ４８００元."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"})
        messages = {
            "invalid": _("请写数字，例如4800或4800.50"),
            "min_value": _("金额要大于0"),
            "max_decimal_places": _("最多写到分，例如4800.50"),
        }
        super().__init__(
            max_digits=14, decimal_places=2, min_value=FEN, widget=widget, error_messages=messages, **kwargs
        )

    def to_python(self, value):
        return super().to_python(plain(value))


def plain(text):
    """A typed amount without full-width digits, separators and the unit."""
    text = unicodedata.normalize("NFKC", str(text or ""))
    return "".join(character for character in text if character not in ",，¥￥元 \u3000")


class Person(forms.ModelChoiceField):
    """One of the two sides, who both sign: no obligation on anybody else."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Participation.objects.none(), empty_label=None, **kwargs)

    def among(self, case):
        """Offer the case's sides; the rows are read once a case."""
        rows = sides_of(case)
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [(row.pk, f"{row.party.name}（{row.get_side_display()}）") for row in rows]
        return self

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return self.rows[str(value)]
        except KeyError as stranger:
            raise ValidationError(_("请在列出的人里面选")) from stranger


BY_CODE = {kind.value: kind for kind in Kind}


class ClauseForm(forms.Form):
    """One block. A draft may have holes: what is missing is named by `flaws`, not refused."""

    use_required_attribute = False
    KINDS = Kind.values
    MOST_PARTS = 12
    PLAIN = ("kind", "obligor", "obligee", "amount", "text", "place", "method")

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    obligor = Person()
    obligee = Person()
    text = forms.CharField(required=False, max_length=300)
    amount = Yuan(label=_("一共多少元"), required=False)
    method = forms.ChoiceField(
        label=_("怎么付"),
        required=False,
        choices=[pair for pair in Obligation.Method.choices if pair[0]],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    place = forms.CharField(required=False, max_length=120)

    def __init__(self, *args, case, number, kind, count, **kwargs):
        super().__init__(*args, prefix=f"c{number}", **kwargs)
        self.case, self.number, self.position, self.count = case, number, number + 1, count
        self.kind = BY_CODE.get(kind, Kind.ACT)
        self.label = self.kind.label
        self.words, self.rule = WORDS[self.kind], clauses.KINDS[self.kind]
        self.sentence, self.flaws, self.capitals = "", [], ""
        self._ask()

    def _ask(self):
        """Give the fields this kind's words, and leave out what it does not need; a draft may wait for the rest."""
        words = self.words
        for name, label in (("obligor", words.who), ("obligee", words.whom), ("text", words.what)):
            self.fields[name].label = label
        self.fields["text"].widget.attrs["placeholder"] = words.example
        self.fields["place"].label = words.place
        for name in ("obligor", "obligee"):
            self.fields[name].among(self.case)
        unused = [] if self.rule.pays else ["amount", "method"]
        for name in [*unused, *([] if words.place else ["place"])]:
            del self.fields[name]
        for part in range(self.count if self.rule.dated else 0):
            which = _("第{numeral}期").format(numeral=clauses.numeral(part + 1)) if self.count > 1 else ""
            if self.count > 1:
                self.fields[f"amount_{part}"] = Yuan(label=which + _("多少元"), required=False)
            self.fields[f"due_{part}"] = forms.DateField(
                label=f"{which}{words.due}", required=False, widget=date_input()
            )
        for name, field in self.fields.items():
            field.waits = name != "place" and (name != "text" or self.rule.worded)

    # --- values as texts -----------------------------------------------------

    @classmethod
    def of(cls, case, number, values, *, checked):
        """The block of some raw values: with its errors when `checked`, else as typed."""
        sent = {f"c{number}-{name}": text for name, text in cls._flat(values).items()}
        form = cls(sent, case=case, number=number, kind=values["kind"], count=len(values["parts"]))
        form.full_clean()
        form.review()
        if checked:
            return form
        shown = cls(
            case=case,
            number=number,
            kind=values["kind"],
            count=len(values["parts"]),
            initial=cls._flat(values),
        )
        shown.sentence, shown.flaws, shown.capitals = form.sentence, form.flaws, form.capitals
        return shown

    @staticmethod
    def _flat(values):
        flat = {name: values[name] for name in ClauseForm.PLAIN}
        for part, (amount, due_on) in enumerate(values["parts"]):
            flat |= {f"amount_{part}": amount, f"due_{part}": due_on}
        return flat

    @classmethod
    def typed(cls, post, number):
        """The raw values of block `number` in what a page sent."""
        prefix = f"c{number}-"
        count = post.get(prefix + "parts", "")
        count = min(max(int(count), 1), cls.MOST_PARTS) if count.isdecimal() else 1
        values = {name: post.get(prefix + name, "") for name in cls.PLAIN}
        if values["kind"] not in cls.KINDS:
            values["kind"] = Kind.ACT.value
        parts = [(post.get(f"{prefix}amount_{part}", ""), post.get(f"{prefix}due_{part}", "")) for part in range(count)]
        return values | {"parts": parts}

    @staticmethod
    def raw(clause):
        """The raw values of a clause of a written version."""
        amount = clause["amount"]
        parts = [
            ("" if part is None else clauses.figures(part), due_on.isoformat())
            for part, due_on in clause["instalments"]
        ]
        return {
            "kind": clause["kind"],
            "obligor": str(clause["obligor"].pk),
            "obligee": str(clause["obligee"].pk),
            "amount": "" if amount is None else clauses.figures(amount),
            "text": clause["text"],
            "place": clause["place"],
            "method": clause["method"],
            "parts": parts or [("", "")],
        }

    @staticmethod
    def shares(values):
        """The sum in equal instalments as texts, or [] while there is no sum."""
        try:
            total = Decimal(plain(values["amount"]))
        except InvalidOperation:
            return []
        count = len(values["parts"])
        share = (total / count).quantize(FEN, ROUND_DOWN) if total.is_finite() else Decimal(0)
        if share <= 0:
            return []
        return [clauses.figures(share)] * (count - 1) + [clauses.figures(total - share * (count - 1))]

    # --- what is checked -----------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("obligor") is not None and cleaned.get("obligor") == cleaned.get("obligee"):
            self.add_error("obligee", _("两边不能是同一个人，请改选"))
        for part in range(self.count):
            if cleaned.get(f"amount_{part}") is not None and not cleaned.get(f"due_{part}"):
                # An instalment without its day is no row: asking keeps the typed amount from being lost.
                self._add_if_silent(f"due_{part}", _("请写这一期哪天前付"))
        return cleaned

    def _add_if_silent(self, name, sentence):
        if name in self.fields and name not in self.errors:
            self.add_error(name, sentence)

    def facts(self):
        """The clause as the engine takes it; a single instalment is the whole sum."""
        data = self.cleaned_data
        amount = data.get("amount")
        parts = [
            (amount if self.count == 1 else data.get(f"amount_{part}"), data[f"due_{part}"])
            for part in range(self.count)
            if data.get(f"due_{part}")
        ]
        return {
            "kind": self.kind.value,
            "obligor": data["obligor"],
            "obligee": data["obligee"],
            "amount": amount,
            "text": data["text"].strip(),
            "place": data.get("place", "").strip(),
            "method": data.get("method", ""),
            "instalments": parts,
        }

    def review(self, today=None):
        """Write the sentence and the flaws of a block that has no errors, from rows that are not stored."""
        if amount := self.cleaned_data.get("amount"):
            self.capitals = capitals(amount)
        if self.errors:
            return
        facts = self.facts()
        parts = facts.pop("instalments")
        due_on = max((date for _amount, date in parts), default=None)
        obligation = Obligation(position=self.position, due_on=due_on, **facts)
        rows = [
            Instalment(position=place, amount=amount, due_on=date)
            for place, (amount, date) in enumerate(parts, start=1)
        ]
        self.flaws = clauses.check_clause(
            obligation, rows, today or timezone.localdate(), performance.promises(self.case)
        )
        if clauses.is_complete(obligation, rows):
            self.sentence = clauses.clause(obligation, rows)

    @property
    def title(self):
        """第一条 付钱."""
        return _("第{numeral}条").format(numeral=clauses.numeral(self.position))

    @property
    def instalments(self):
        """The rows of the due dates: (amount field or None, date field)."""
        if not self.rule.dated:
            return []
        return [(self[f"amount_{part}"] if self.count > 1 else None, self[f"due_{part}"]) for part in range(self.count)]


def blank(case, kind):
    """A new block: the respondent owes the applicant until somebody chooses otherwise."""
    rows = sides_of(case)
    side = {row.side: row for row in reversed(rows)}
    obligee = side.get(Participation.Side.APPLICANT, rows[0] if rows else None)
    obligor = side.get(Participation.Side.RESPONDENT, rows[-1] if rows else None)
    values = dict.fromkeys(ClauseForm.PLAIN, "")
    return values | {
        "kind": kind,
        "obligor": str(obligor.pk) if obligor else "",
        "obligee": str(obligee.pk) if obligee else "",
        "parts": [("", "")],
    }
