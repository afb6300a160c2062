"""The answers that hold for several cases at once."""

import uuid

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from cases.models import Assignment, Case
from cases.states import RUNNING
from organizations import roster


class TogetherForm(forms.Form):
    """`lines` are the chosen cases on which the step is open; `facts(line)` is what the engine takes for one of them."""

    use_required_attribute = False
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, lines, **kwargs):
        self.lines = lines
        super().__init__(*args, initial={"once": uuid.uuid4()}, **kwargs)


class AcceptTogether(TogetherForm):
    """Type and source as they were registered, the people as many as there are."""

    hint = _("纠纷类型、案件来源照登记的，涉及人数按登记的当事人算。要写金额、标疑难复杂的，请一件一件受理。")

    def facts(self, line):
        return {
            "dispute_type": line.case.dispute_type,
            "source": line.case.source,
            "people_count": max(2, line.people),
        }


class AssignTogether(TogetherForm):
    """One mediator of the bodies that these cases are with; a tie to a party is looked for in each case by itself."""

    hint = _("和某一件的当事人有关系的，那一件不会指派，原因会列出来。")
    mediator = forms.ChoiceField(label=_("指派给谁"), widget=forms.RadioSelect)
    basis = forms.ChoiceField(
        label=_("怎么定的"),
        choices=Assignment.Basis.choices,
        widget=forms.RadioSelect(attrs={"class": "tiles tiles--2"}),
        initial=Assignment.Basis.APPOINTED,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = {line.case.organization_id: line.case.organization for line in self.lines}
        people = {user.pk: user for body in bodies.values() for user in roster.mediators(body)}
        rows = Case.objects.filter(mediator__in=people, state__in=RUNNING).values_list("mediator")
        loads = dict(rows.annotate(count=Count("pk")))
        self.mediators = {str(pk): user for pk, user in people.items()}
        self.fields["mediator"].choices = [
            (key, _("{name}，手上在办{count}件").format(name=user.name, count=loads.get(user.pk, 0)))
            for key, user in sorted(self.mediators.items(), key=lambda pair: loads.get(pair[1].pk, 0))
        ]

    def facts(self, line):
        return {"mediator": self.mediators[self.cleaned_data["mediator"]], "basis": self.cleaned_data["basis"]}


FORMS = {"accept": AcceptTogether, "assign_mediator": AssignTogether}
