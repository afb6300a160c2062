"""Forms of who speaks for whom."""

from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import FormOfPerson, PersonChoice, StepForm
from cases.forms.intake import lines
from cases.models import Mandate, Participation
from cases.models.people import GROUNDS
from cases.workflow.requirements import sides_of


class MandateChoice(forms.ModelChoiceField):
    """One of those who speak for a side now."""

    def label_from_instance(self, row):
        return _("{name}（{party}的{kind}）").format(
            name=row.person.name, party=row.participation.party.name, kind=row.get_kind_display()
        )


class EndMandateForm(StepForm):
    happens_earlier = True
    mandate = MandateChoice(
        label=_("谁不再代理"), queryset=Mandate.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    how = forms.ChoiceField(label=_("谁提出的，为什么"), choices=Mandate.Ended.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("说明"), required=False, max_length=200, help_text=_("例如：陈玉兰当面说，以后自己来。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mandate"].queryset = (
            Mandate.objects.filter(participation__dispute=self.case.dispute_id, ended_at=None)
            .select_related("person", "participation__party")
            .order_by("pk")
        )
        fitting = frozenset().union(*(GROUNDS[row.kind] for row in self.fields["mandate"].queryset))
        self.fields["how"].choices = [pair for pair in Mandate.Ended.choices if pair[0] in fitting]


class CertifyRepresentativeForm(FormOfPerson):
    participation = PersonChoice(label=_("哪个单位"))
    post = forms.CharField(
        label=_("法定代表人的职务"), required=False, max_length=50, help_text=_("不写就照登记的。例如：总经理。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = [row.pk for row in sides_of(self.case) if row.party.is_organization]
        self.fields["participation"].queryset = self.fields["participation"].queryset.filter(pk__in=bodies)


class PeopleChoice(forms.ModelMultipleChoiceField):
    """Several of the case's people, by name and side."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Participation.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, row):
        return f"{row.party.name}（{row.get_side_display()}）"


class ElectRepresentativesForm(StepForm):
    happens_earlier = True
    representatives = PeopleChoice(
        label=_("选了谁做代表人"), error_messages={"required": _("请勾选代表人")}, help_text=_("选二至五名。")
    )
    electors = PeopleChoice(label=_("谁一起推选的"), error_messages={"required": _("请勾选推选人")})
    others = forms.CharField(
        label=_("还没有登记的推选人"),
        required=False,
        max_length=4000,
        help_text=_("一行写一位姓名。他们在打印出来的名单上签名。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.dispute.participations.filter(pk__in=[row.pk for row in self._many()]).select_related("party")
        for name in ("representatives", "electors"):
            self.fields[name].queryset = rows

    def _many(self):
        """The people of the larger side; both sides where they are as many."""
        count = Counter(row.side for row in sides_of(self.case))
        return [row for row in sides_of(self.case) if count[row.side] == max(count.values())]

    def starting_values(self, case):
        return {"electors": [row.pk for row in self._many()]}

    def facts(self):
        return {
            "representatives": list(self.cleaned_data["representatives"]),
            "electors": list(self.cleaned_data["electors"]),
            "others": lines(self.cleaned_data["others"]),
        }


FORMS = {
    "end_mandate": EndMandateForm,
    "certify_representative": CertifyRepresentativeForm,
    "elect_representatives": ElectRepresentativesForm,
}
