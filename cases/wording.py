"""A body's own words for the text messages: what they may hold, how they read when filled, how long they may be."""

from string import Formatter

from django.utils.translation import gettext as _

from cases.models import Wording
from mediation import days

LONGEST = 70  # characters; a longer text is sent in two parts that may come in the wrong order
# What stands in for the real values when the length is looked at, as long as they usually get.
SAMPLES = {
    "number": _("三吉新港人调字〔2026〕第0001号"),
    "mediator": _("欧阳秀珍"),
    "session": _("12月30日19:30在新港社区矛盾调解室"),
    "day": _("12月30日"),
    "agent": _("欧阳秀珍"),
}
SAMPLE_NAME = _("欧阳明月")
# Without these the party would not know when.
NEEDED = {"session", "day"}


def own_words(organization, code):
    """The body's own words for a text, or "" when it has none."""
    return Wording.objects.filter(organization=organization, code=code).values_list("words", flat=True).first() or ""


def filled(organization, code, general, **values):
    """The text's words with their values: the body's own, or the general ones where its own no longer fit.

    A body words its Chinese texts; in any other language the general words stand.
    """
    own = own_words(organization, code) if days.in_chinese() else ""
    if own and not wrong_with(own, general):
        return own.format(**values)
    return str(general).format(**values)


def office(organization):
    """How a text begins: whose it is."""
    return _("【{body}】").format(body=organization.short_name or organization.name)


def greeting(name):
    return _("{name}您好，").format(name=name[:20])


def call(organization):
    """How a text ends: the telephone of a human being, where the body has one."""
    return _("有疑问请打{phone}。").format(phone=organization.phone) if organization.phone else ""


def preview(organization, words):
    """The whole text as a party would read it."""
    return office(organization) + greeting(SAMPLE_NAME) + words.format(**SAMPLES) + call(organization)


def wrong_with(words, general):
    """Sentences that say what is wrong with a body's own words in place of the general ones; none when they may stand."""
    try:
        found = _placeholders(words)
    except ValueError:
        return [_("大括号要成对，里面只写下面列出的词。")]
    allowed = _placeholders(str(general))
    problems = []
    if found - allowed:
        listed = "、".join(f"{{{name}}}" for name in sorted(allowed)) or _("这一条没有")
        problems.append(_("大括号里只能写：{listed}。").format(listed=listed))
    if missing := (allowed & NEEDED) - found:
        listed = "、".join(f"{{{name}}}" for name in sorted(missing))
        problems.append(_("要写上{listed}，不然当事人不知道是哪天。").format(listed=listed))
    return problems


def too_long(organization, words):
    """A sentence when the filled text is over 70 characters, else ""."""
    length = len(preview(organization, words))
    if length <= LONGEST:
        return ""
    return _("填好以后共{length}个字，最多{longest}个字，请减{over}个字。").format(
        length=length, longest=LONGEST, over=length - LONGEST
    )


def _placeholders(words):
    """The names between braces. Raises ValueError for anything else that format() would take: attributes, widths."""
    found = set()
    for _text, name, width, conversion in Formatter().parse(words):
        if name is None:
            continue
        if not name.isidentifier() or width or conversion:
            raise ValueError(name)
        found.add(name)
    return found
