"""Forms at the two doors: the party's one-time code, and the staff's choice of how to let somebody in."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """Six digits from a text message or a slip; spaces and full-width digits are fine."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        strip=True,
        help_text=_("6位数字。"),
        widget=forms.TextInput(
            attrs={"class": "code", "inputmode": "numeric", "autocomplete": "one-time-code", "data-secret": True}
        ),
        error_messages={"required": _("请填6位验证码")},
    )


class InviteForm(forms.Form):
    """Who is let in, and how."""

    BY_SMS, BY_SLIP = "sms", "slip"
    guest = forms.ChoiceField(label=_("给谁"), widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("怎么给"),
        choices=[(BY_SLIP, _("打印一张单子，当面给本人")), (BY_SMS, _("发短信到本人登记的手机"))],
        widget=forms.RadioSelect,
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, guests, **kwargs):
        self.guests = guests
        first = next(iter(guests))
        super().__init__(*args, initial={"guest": first, "way": self.BY_SLIP, "once": uuid.uuid4()}, **kwargs)
        self.fields["guest"].choices = [(key, guest.label) for key, guest in guests.items()]

    @property
    def chosen(self):
        """The portal.inviting.Guest that was chosen."""
        return self.guests[self.cleaned_data["guest"]]

    @property
    def by_sms(self):
        """Whether a text message was chosen."""
        return self.cleaned_data["way"] == self.BY_SMS
