"""The form in which an administrator writes a body's own words for a text message."""

from django import forms
from django.utils.translation import gettext as _

from cases import announcing, wording
from cases.models import Wording


class WordingForm(forms.ModelForm):
    """The general words are what one chooses from; own words are checked with what they would be filled with."""

    class Meta:
        model = Wording
        fields = ("organization", "code", "words")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            choices = [("", _("请选择"))] + [(code, str(words)) for code, words in announcing.catalogue().items()]
            self.fields["code"] = forms.ChoiceField(label=self.fields["code"].label, choices=choices)

    def clean(self):
        """Each problem stands at the words, in a sentence that says what to do."""
        values = super().clean()
        organization = values.get("organization") or self.instance.organization_id and self.instance.organization
        general = announcing.catalogue().get(values.get("code") or self.instance.code)
        words = values.get("words")
        if not (organization and general and words):
            return values
        problems = wording.wrong_with(words, general)
        if not problems and (long := wording.too_long(organization, words)):
            problems = [long + _("填好以后是：{text}").format(text=wording.preview(organization, words))]
        for problem in problems:
            self.add_error("words", problem)
        return values
