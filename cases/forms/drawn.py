"""Texts that a paper will print: a character that its fonts cannot draw is said at once, at the field it was typed in."""

from django import forms

from documents import fonts
from parties.identity import IdentityError, normalise_name


class DrawnText(forms.Form):
    """Checks every typed text of a form. `names` are people's: they are looked at in the form in which they are kept."""

    names = ()

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if not isinstance(value, str) or not value:
                continue
            cleaned[name] = value.replace("\r\n", "\n")
            try:
                fonts.check(self._as_printed(name, cleaned[name]))
            except fonts.MissingGlyphs as missing:
                self.add_error(name, missing.message_zh)
        return cleaned

    def _as_printed(self, name, value):
        if name not in self.names:
            return value
        try:
            return normalise_name(value)
        except IdentityError:
            # Not a name at all: whoever registers it says so.
            return ""
