"""One obligation, four uses: the clause of the agreement, what each side gets and does, the performance list."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.models.obligation import Obligation
from cases.money import capitals, figures
from cases.step import Closed
from mediation import days

NUMERALS = "一二三四五六七八九十"
Kind = Obligation.Kind


@dataclass(frozen=True)
class ClauseKind:
    """How one kind of duty is written. pays: it has an amount and instalments; dated: it has a day; worded: it needs words.

    gets, does: the plain words for whom it is promised to, and for who promised it (one sentence in Chinese, two in
    languages whose verbs bend)
    """

    sentence: str
    gets: str
    does: str
    act: str = "{what}"
    pays: bool = False
    dated: bool = True
    worded: bool = True


KINDS = {
    Kind.PAY: ClauseKind(
        "",
        gets=pgettext_lazy("said to whom it is promised to", "{who}付给{whom}{figures}元"),
        does=pgettext_lazy("said to who promised it", "{who}付给{whom}{figures}元"),
        pays=True,
        worded=False,
    ),
    Kind.REPAIR: ClauseKind(
        _("{who}于{until}前{where}将{what}修好，费用由{who}承担。"),
        gets=pgettext_lazy("said to whom it is promised to", "{who}修好{what}"),
        does=pgettext_lazy("said to who promised it", "{who}修好{what}"),
        act=_("修好{what}"),
    ),
    Kind.ACT: ClauseKind(
        _("{who}于{until}前{where}{what}。"),
        gets=pgettext_lazy("said to whom it is promised to", "{who}{what}"),
        does=pgettext_lazy("said to who promised it", "{who}{what}"),
    ),
    Kind.REFRAIN: ClauseKind(
        _("{who}自本协议生效之日起不再{what}。"),
        gets=pgettext_lazy("said to whom it is promised to", "{who}不再{what}"),
        does=pgettext_lazy("said to who promised it", "{who}不再{what}"),
        dated=False,
    ),
    Kind.APOLOGISE: ClauseKind(
        _("{who}于{until}前{where}向{whom}赔礼道歉{content}。"),
        gets=pgettext_lazy("said to whom it is promised to", "{who}向{whom}赔礼道歉"),
        does=pgettext_lazy("said to who promised it", "{who}向{whom}赔礼道歉"),
        act=_("赔礼道歉"),
        worded=False,
    ),
}


@dataclass(frozen=True)
class Promise:
    """One line of a plain summary: what, and how by when."""

    position: int
    what: str
    how: str


def day(date):
    """2026年3月5日: a day of the law's text, Chinese on every page."""
    return f"{date.year}年{date.month}月{date.day}日"


def near(date):
    """3月5日 this year, with the year in any other, in the language of the page."""
    return days.short(date)


def numeral(position):
    """1 → 一, 12 → 十二: how clauses are counted."""
    if position <= 10:
        return NUMERALS[position - 1]
    tens, ones = divmod(position, 10)
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


def counted(number):
    """2 → 两, 3 → 三: how many, where `numeral` says which."""
    return "两" if number == 2 else numeral(number)


def clause(obligation, instalments):
    """The legal sentence of one obligation (人民调解法第29条第3项: content, way and time limit of performance)."""
    kind = KINDS[obligation.kind]
    who, whom = obligation.obligor.party.name, obligation.obligee.party.name
    if kind.pays:
        return _pay(obligation, instalments, who, whom)
    what = _words(obligation)
    return str(kind.sentence).format(
        who=who,
        whom=whom,
        until=day(obligation.due_on) if obligation.due_on else "",
        where=gettext("在{place}").format(place=obligation.place) if obligation.place else "",
        what=what,
        content=gettext("，内容为：{what}").format(what=what) if what else "",
    )


def _words(obligation):
    """What was typed, without the full stop that the sentence brings itself."""
    return obligation.text.rstrip("。；，")


def _pay(obligation, instalments, who, whom):
    amount = gettext("人民币{figures}元（大写：{capitals}）").format(
        figures=figures(obligation.amount), capitals=capitals(obligation.amount)
    )
    what, way = _words(obligation), _way(obligation)
    if len(instalments) == 1:
        return gettext("{who}于{until}前一次向{whom}支付{what}{amount}{way}。").format(
            who=who, whom=whom, what=what, amount=amount, until=day(instalments[0].due_on), way=way
        )
    parts = "；".join(
        gettext("第{ordinal}期于{until}前支付{figures}元").format(
            ordinal=numeral(part.position), until=day(part.due_on), figures=figures(part.amount)
        )
        for part in instalments
    )
    return gettext("{who}分{count}期向{whom}支付{what}{amount}：{parts}{way}。").format(
        who=who, whom=whom, what=what, amount=amount, count=counted(len(instalments)), parts=parts, way=way
    )


def _way(obligation):
    if not obligation.method:
        return ""
    return gettext("，以{method}方式支付").format(method=obligation.get_method_display())


def performance(obligation, instalments):
    """The lines under 履行方式、时限: one a due date."""
    kind, clause_number = KINDS[obligation.kind], numeral(obligation.position)
    if not kind.dated:
        return [gettext("第{clause}条：自协议生效之日起长期遵守。").format(clause=clause_number)]
    method = gettext("，{method}").format(method=obligation.get_method_display()) if obligation.method else ""
    return [
        gettext("第{clause}条：{until}前，{who}{act}{method}。").format(
            clause=clause_number,
            until=day(part.due_on),
            who=obligation.obligor.party.name,
            act=_act(obligation, part),
            method=method,
        )
        for part in instalments
    ]


def _act(obligation, part):
    if KINDS[obligation.kind].pays:
        return gettext("支付{figures}元").format(figures=figures(part.amount))
    return str(KINDS[obligation.kind].act).format(what=_words(obligation))


def summary(obligations, participation):
    """(您得到什么, 您要做什么): the same rows in plain words for one side; each a list of Promise."""
    gets, does = [], []
    for obligation in obligations:
        parts = list(obligation.instalments.all())
        if obligation.obligee_id == participation.pk:
            gets.append(_promise(obligation, parts, owed=True))
        elif obligation.obligor_id == participation.pk:
            does.append(_promise(obligation, parts, owed=False))
    return gets, does


def _promise(obligation, parts, owed):
    what = in_plain_words(obligation, obligation.amount or Decimal(0), owed)
    how = _when(obligation, KINDS[obligation.kind], parts)
    return Promise(obligation.position, what, gettext("{how}。").format(how=how))


def meanings(obligations, participation):
    """What each obligation means to one side, in order, as one text: what, and how by when."""
    found = []
    for obligation in obligations:
        owed = {obligation.obligee_id: True, obligation.obligor_id: False}.get(participation.pk)
        promise = _promise(obligation, list(obligation.instalments.all()), owed)
        found.append(gettext("{what}。{how}").format(what=promise.what, how=promise.how))
    return found


def in_plain_words(obligation, amount, owed):
    """What an obligation means to one side, with an amount of it.

    owed: the side is whom it is promised to; None for somebody whom it does not concern
    """
    kind = KINDS[obligation.kind]
    who, whom = obligation.obligor.party.name, obligation.obligee.party.name
    if owed:
        whom = pgettext("to whom", "您")
    elif owed is False:
        who = pgettext("who", "您")
    sentence = str(kind.does if owed is False else kind.gets)
    return sentence.format(who=who, whom=whom, what=_words(obligation), figures=figures(amount))


def _when(obligation, kind, parts):
    """How and by when, in plain words."""
    if kind.pays:
        dates = gettext("，").join(
            gettext("{day}前付{figures}元").format(day=near(part.due_on), figures=figures(part.amount))
            for part in parts
        )
        return dates + (
            gettext("，{method}").format(method=obligation.get_method_display()) if obligation.method else ""
        )
    if obligation.due_on:
        return gettext("{day}前做好").format(day=near(obligation.due_on))
    return gettext("签了协议就要做到")


def is_complete(obligation, parts):
    """Whether the sentence of an obligation can be written: who and whom are there, and what its kind needs."""
    kind = KINDS[obligation.kind]
    paid = obligation.amount is not None and all(part.amount is not None for part in parts)
    return (bool(parts) or not kind.dated) and (paid or not kind.pays) and (bool(obligation.text) or not kind.worded)


def promise_of(obligation, part):
    """What one due date promises, to be compared: the same in two agreements where the parties left it as it was."""
    return (obligation.kind, obligation.obligor_id, obligation.obligee_id, _words(obligation), part.amount, part.due_on)


def check(agreement, *, today: dt.date, standing=frozenset()):
    """What must be mended before the text is frozen, as Closed (domain reference § 18); empty when nothing.

    standing: promise_of what an agreement in force says already (performance.promises); its days may be over
    """
    obligations = list(
        agreement.obligations.select_related("obligor__party", "obligee__party").prefetch_related("instalments")
    )
    found = check_text(agreement.main_facts, agreement.responsibility, obligations)
    for obligation in obligations:
        found += check_clause(obligation, list(obligation.instalments.all()), today, standing)
    return found


def check_text(main_facts, responsibility, obligations):
    """What is wrong with the agreement as a whole."""
    law, found = _("人民调解法第29条"), []
    if not main_facts.strip():
        found.append(Closed(_("还没有写纠纷主要事实和争议事项，请先写上。"), law=law))
    if not responsibility.strip():
        found.append(Closed(_("还没有写各方责任；不再争责任的，请写“各方对责任不再争议”。"), law=law))
    if not obligations:
        found.append(Closed(_("协议里还没有一条约定，请至少写一条谁做什么。"), law=law))
    text = "\n".join([main_facts, responsibility, *(obligation.text for obligation in obligations)])
    if any(words in text for words in ("不得起诉", "不得再起诉", "放弃起诉", "不准起诉")):
        found.append(Closed(_("协议不能限制当事人起诉，请删去这样的话。"), law=_("人民调解法第3条")))
    if any(words in text for words in ("调解费", "调解服务费")):
        found.append(Closed(_("人民调解不收费，协议里不能写调解费。"), law=_("人民调解法第4条")))
    return found


def check_clause(obligation, parts, today, standing=frozenset()):
    """What is wrong with one clause and its due dates; standing: see `check`."""
    place = _("第{clause}条").format(clause=numeral(obligation.position))
    law = _("人民调解法第29条")
    kind, found = KINDS[obligation.kind], []
    if kind.pays:
        found += _check_payment(obligation, parts, place, law)
    if kind.worded and not obligation.text.strip():
        found.append(Closed(_("{place}没有写做什么，请写清楚。").format(place=place), law=law))
    if kind.dated and not parts:
        found.append(Closed(_("{place}没有写期限，请写上哪天前做到。").format(place=place), law=law))
    if any(part.due_on < today and promise_of(obligation, part) not in standing for part in parts):
        found.append(Closed(_("{place}的期限已经过了，请改成今天以后。").format(place=place)))
    if obligation.obligor_id == obligation.obligee_id:
        found.append(Closed(_("{place}自己对自己，请改选对方。").format(place=place)))
    return found


def _check_payment(obligation, parts, place, law):
    found = []
    if not obligation.amount or obligation.amount <= 0:
        found.append(Closed(_("{place}没有写金额，请写上多少元。").format(place=place), law=law))
    elif parts and sum((part.amount or 0 for part in parts), Decimal(0)) != obligation.amount:
        found.append(Closed(_("{place}各期加起来不等于总数，请核对每期金额。").format(place=place), law=law))
    if not obligation.method:
        found.append(Closed(_("{place}没有写怎么付，请选现金、转账或手机支付。").format(place=place), law=law))
    return found
