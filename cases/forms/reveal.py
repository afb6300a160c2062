"""Why somebody wants to see one person's full data; the reason goes into the entry."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

CALL, SERVE, CHECK, REGISTER, OTHER = "call", "serve", "check", "register", "other"
REASONS = (
    (CALL, _("打电话联系")),
    (SERVE, _("上门或者送材料")),
    (CHECK, _("核对身份")),
    (REGISTER, _("填到别的系统")),
    (OTHER, _("别的原因")),
)


class RevealForm(forms.Form):
    """One of the usual reasons, or another in a few words."""

    use_required_attribute = False
    once = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.ChoiceField(label=_("为什么要看"), choices=REASONS, widget=forms.RadioSelect)
    text = forms.CharField(label=_("别的原因是什么"), required=False, max_length=60, help_text=_("选“别的原因”才填。"))

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial={"once": uuid.uuid4(), "why": CALL} | (initial or {}), **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("why") == OTHER and not cleaned.get("text", "").strip():
            self.add_error("text", _("请写上是什么原因"))
        return cleaned

    def reason(self):
        """The reason as it is kept."""
        if self.cleaned_data["why"] == OTHER:
            return self.cleaned_data["text"].strip()
        return str(dict(REASONS)[self.cleaned_data["why"]])
