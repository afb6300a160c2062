"""What pages are made of: icons, dates and money in Chinese, fields, notices, the line of errors on top."""

import datetime
import html
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mediation import days
from mediation.addresses import fixed
from mediation.forms import error_links, lay_out

register = template.Library()

SOON_DAYS = 3  # from here on the days left are shown as a warning (ux.md § 4.2: 工作台 lists what is due in three days)
MOST_GUIDE_CELLS = 6  # a longer name gets one wide cell to sign in


def as_date(value):
    """The Shanghai calendar day of a date or an aware datetime."""
    if isinstance(value, datetime.datetime):
        return timezone.localdate(value)
    return value


@register.simple_tag
def icon(name, label="", css=""):
    """An icon of static/icons.txt; without a label it is decoration and hidden from screen readers."""
    return _icon(name, str(label), css)


@lru_cache(maxsize=512)  # a page has dozens, all alike
def _icon(name, label, css):
    href = f"{static('vendor/icons.svg')}#{name}"
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    css = f"icon {css}".strip()
    return format_html('<svg class="{}" {}><use href="{}"></use></svg>', css, spoken, href)


@register.simple_tag
def address(name):
    """The address of a page that takes no argument, "" where the site has none; worked out once."""
    return fixed(name)


@register.simple_tag
def words():
    """What the script of our own says, in the language of the page; the same on every page."""
    return _words(get_language())


@lru_cache
def _words(_language):
    return render_to_string("components/words.html")


@register.filter
def cn_date(value):
    """2026年11月23日; nothing for nothing."""
    if not value:
        return ""
    return days.full(as_date(value))


@register.filter
def cn_day(value):
    """11月23日 in the current year, else with the year."""
    if not value:
        return ""
    return days.short(as_date(value))


@register.filter
def cn_time(value):
    """19:30 on the 24-hour clock, Shanghai time."""
    if not value:
        return ""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
    return value.strftime("%H:%M")


@register.filter
def cn_moment(value):
    """11月20日19:30 in the current year, else with the year."""
    return days.moment(cn_day(value), cn_time(value)) if value else ""


@register.filter
def days_until(value):
    """Calendar days from today in Shanghai to a date; negative when it is past."""
    return (as_date(value) - timezone.localdate()).days


@register.filter
def days_over(days):
    """How many days a negative number of days is past."""
    return max(-days, 0)


@register.filter
def days_left(value):
    """还剩20天, 今天到期 or 超了1天."""
    if not value:
        return ""
    left = days_until(value)
    if left > 0:
        return ngettext("还剩%(days)d天", "还剩%(days)d天", left) % {"days": left}
    return _("今天到期") if left == 0 else ngettext("超了%(days)d天", "超了%(days)d天", -left) % {"days": -left}


@register.filter
def urgency(value):
    """The css tone of a date to meet: "late" when it is past, "soon" in its last three days, "" before."""
    if not value:
        return ""
    days = days_until(value)
    if days < 0:
        return "late"
    return "soon" if days <= SOON_DAYS else ""


@register.simple_tag
def due(value, short=False):
    """A date to meet and how many days are left, in its tone; short: the days alone. Nothing for nothing."""
    return _due(as_date(value), timezone.localdate(), get_language(), short) if value else ""


@lru_cache(maxsize=1024)  # the rows of a list share their days
def _due(value, _today, _language, short):
    tone = {"late": "tag tag--bad", "soon": "tag tag--warn", "": "muted"}[urgency(value)]
    left = format_html('<span class="{}">{}</span>', tone, days_left(value))
    return left if short else format_html('<span class="nowrap num">{}</span> {}', cn_day(value), left)


@register.simple_tag
def case_lines(rows, address, ticks=False):
    """The lines of a table of cases (queries.Row), each leading to its case below `address`.

    ticks: whether those that are seen in full can be chosen

    Written here and not as a loop of the template, and escaped by hand: of all a list's page shows, this is what it
    shows 25 times.
    """
    today, language, safe = timezone.localdate(), get_language(), html.escape
    of_type, of_stage, of_next, of_due = safe(_("类型")), safe(_("办到")), safe(_("下一步")), safe(_("到期"))
    lines, address = [], safe(address)
    for row in rows:
        number = f'<span class="muted small num">{safe(row.number)}</span>' if row.number else ""
        due_on = _due(row.due_on, today, language, False) if row.due_on else ""
        heading = f'<a class="t-title" href="{address}{row.uid}/">{safe(str(row.heading))}</a>{number}'
        lines.append(
            f'<tr data-row>{_tick(row) if ticks else ""}<th scope="row">{heading}</th>'
            f'<td class="half" data-l="{of_type}">{safe(row.type)}</td>'
            f'<td class="half" data-l="{of_stage}">{safe(row.stage)}</td><td data-l="{of_next}">{safe(row.next)}</td>'
            f'<td data-l="{of_due}" class="num">{due_on}</td></tr>\n'
        )
    return mark_safe("".join(lines))


def _tick(row):
    """The first cell of a line of which some can be chosen, escaped."""
    if not row.full:
        return '<td class="tick-cell"></td>'
    name = html.escape(_("选%(case)s") % {"case": row.heading})
    box = f'<input class="tick" type="checkbox" name="case" value="{row.uid}" aria-label="{name}">'
    return f'<td class="tick-cell">{box}</td>'


@register.filter
def yuan(value):
    """4800元 or 4800.50元 of a Decimal or whole number of yuan; a float raises TypeError: money is never a float."""
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        raise TypeError("Money is a Decimal, never a float.")
    amount = Decimal(value).quantize(Decimal("0.01"))
    whole = amount == amount.to_integral_value()
    return _("%(amount)s元") % {"amount": f"{amount:f}".removesuffix(".00") if whole else f"{amount:f}"}


@register.filter
def guide_cells(name):
    """The cells to sign a name in: one a Han character; one wide cell for a name that is long, dotted or Latin."""
    name = str(name).strip()
    han = all(ord(character) > 0x2E7F and character != "·" for character in name)
    return list(name) if name and han and len(name) <= MOST_GUIDE_CELLS else [name]


@register.simple_tag
def field(bound, **options):
    """One form field with label, hint, errors; `lay_out` lists the options."""
    return lay_out(bound, **options).as_field_group()


@register.simple_tag
def fields(form, names=""):
    """Several fields of a form by their names with spaces between, or all visible ones."""
    chosen = [form[name] for name in names.split()] if names else form.visible_fields()
    return mark_safe("".join(bound.as_field_group() for bound in chosen))


@register.inclusion_tag("components/field_groups.html")
def groups(form):
    """A form in sections as its `groups` say: [("谁", ["name", "phone"]), …]."""
    sections = [{"title": title, "fields": [form[name] for name in names]} for title, names in form.groups]
    return {"form": form, "sections": sections}


def forms_of(context):
    """Every form on the page: `form`, the members of `formset`, and `forms`."""
    found = [context["form"]] if context.get("form") else []
    if context.get("formset"):
        found.append(context["formset"])
    return chain(found, context.get("forms") or [])


def errors_of(context):
    """The errors of the page's forms as {"id", "text"}, in the order of the fields."""
    links = [link for form in forms_of(context) if hasattr(form, "errors") for link in error_links(form)]
    return [*({"id": "", "text": text} for text in context.get("problems") or []), *links]


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """有错误： before the title of a page that came back with errors."""
    return _("有错误：") if errors_of(context) else ""


@register.inclusion_tag("components/alerts.html", takes_context=True)
def alerts(context):
    """On top of a page: the error summary, or else what was just done; never both (ux.md § 5)."""
    errors = errors_of(context)
    said = [] if errors else list(context.get("messages") or [])
    return {"errors": errors, "said": said}


@register.simple_block_tag
def notice(content, kind="info", icon_name="", role="note"):
    """A framed remark: {% notice "warn" %}…{% endnotice %}; kinds info, ok, warn, bad."""
    symbols = {"info": "info-circle", "ok": "circle-check", "warn": "alert-triangle", "bad": "alert-circle"}
    return format_html(
        '<div class="notice notice--{}" role="{}">{}<div>{}</div></div>',
        kind,
        role,
        icon(icon_name or symbols[kind]),
        content,
    )


@register.simple_tag(takes_context=True)
def with_query(context, **changes):
    """This page's address with some GET parameters changed; an empty value drops the parameter."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    return "?" + urlencode(list(query.lists()), doseq=True)
