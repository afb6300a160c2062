"""The agreement's text as a form: facts, responsibility, and its clauses as blocks that buttons add, move and remove."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import StepForm
from cases.forms.clause import ClauseForm, blank


class AgreementForm(StepForm):
    """Everything but the clauses; an unfinished text may be kept, what is missing is said before it is frozen."""

    main_facts = forms.CharField(
        label=_("纠纷主要事实、争议事项"),
        required=False,
        max_length=8000,
        help_text=_("没有争议的事实和还有争议的地方都写清楚，一段写一件事。"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    responsibility = forms.CharField(
        label=_("各方责任"),
        required=False,
        max_length=4000,
        help_text=_("谁负什么责任。不再争的，写“各方对责任不再争议”。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Which saved text the page was opened on: somebody else's later one is shown before it is replaced.
    edits = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("main_facts", "responsibility"):
            self.fields[name].waits = True

    def again(self):
        """What was typed, to show the same page with one clause more or less and nothing checked."""
        return {name: self.data.get(name, "") for name in self.fields}


class Blocks:
    """The clauses on the page. `values` are raw: dicts of texts as typed, with `parts`, a list of (amount, due_on)."""

    MOST = 30

    def __init__(self, case, values, *, checked=False):
        self.case = case
        self.values = values
        self.forms = [
            ClauseForm.of(case, number, one, checked=checked) for number, one in enumerate(values[: self.MOST])
        ]

    @classmethod
    def posted(cls, case, post, *, checked=False):
        """The blocks that a page sent."""
        return cls(case, read(post), checked=checked)

    @classmethod
    def stored(cls, case, clauses):
        """The blocks of a written version (cases.drafting.clauses_of)."""
        return cls(case, [ClauseForm.raw(clause) for clause in clauses])

    def is_valid(self):
        """Whether every clause can be kept as it is; all are asked, so that all their errors show."""
        return all([form.is_valid() for form in self.forms])

    def facts(self):
        """The clauses as the step `edit_clauses` takes them."""
        return [form.facts() for form in self.forms]

    def after(self, action):
        """The blocks once a button was pressed, or None when the button is none of theirs.

        add_<kind>; remove_<n>, up_<n>, down_<n>; more_<n>, fewer_<n>, even_<n> for the instalments of clause n (from 0).
        """
        verb, _line, argument = action.partition("_")
        values = [dict(one, parts=list(one["parts"])) for one in self.values]
        if verb == "add":
            if argument in ClauseForm.KINDS and len(values) < self.MOST:
                values.append(blank(self.case, argument))
            return Blocks(self.case, values)
        change = CHANGES.get(verb)
        if change is None:
            return None
        if argument.isdecimal() and int(argument) < len(values):
            change(values, int(argument))
        return Blocks(self.case, values)


def read(post):
    """The raw values of every block, in the order of the page."""
    count = post.get("clauses", "")
    count = min(int(count), Blocks.MOST) if count.isdecimal() else 0
    return [ClauseForm.typed(post, number) for number in range(count)]


def remove(values, number):
    del values[number]


def up(values, number):
    if number:
        values[number - 1], values[number] = values[number], values[number - 1]


def down(values, number):
    if number + 1 < len(values):
        up(values, number + 1)


def more(values, number):
    """One instalment more, up to twelve; the first time the whole sum stays where it was typed."""
    parts = values[number]["parts"]
    if len(parts) < ClauseForm.MOST_PARTS:
        parts.append(("", ""))


def fewer(values, number):
    if len(values[number]["parts"]) > 1:
        values[number]["parts"].pop()


def even(values, number):
    """Share the sum out among the instalments; the last one takes the odd fen."""
    parts, shares = values[number]["parts"], ClauseForm.shares(values[number])
    if shares:
        values[number]["parts"] = [(share, due_on) for share, (_amount, due_on) in zip(shares, parts, strict=True)]


CHANGES = {"remove": remove, "up": up, "down": down, "more": more, "fewer": fewer, "even": even}
