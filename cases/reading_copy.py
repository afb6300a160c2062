"""A paper as somebody reads it on the screen: its own words, above them what they mean where the page is not Chinese."""

from cases import clauses, titles, versions
from documents import glossing, issue
from mediation import days


def of(document, agreement, participation):
    """The html of a paper. agreement: the one whose text it is, or None; participation: the side that reads."""
    text = issue.on_screen(document.paper, issue.thaw(document.paper, document.facts))
    if days.in_chinese():
        return text
    meanings = {document.title: titles.of_paper(document.title)}
    if agreement is not None and document.pk in (agreement.document_id, agreement.sealed_document_id):
        said = clauses.meanings(versions.obligations_of(agreement), participation)
        meanings |= _of_clauses(document.facts, said)
    return glossing.glossed(text, meanings)


def _of_clauses(facts, said):
    """{a clause as it stands: what it means}; a supplement tells new and old ones apart, each with its own number."""
    if "kept" not in facts:
        return dict(zip(facts["clauses"], said, strict=False))
    numbered = (line.split("、", 1) for line in (*facts["clauses"], *facts["kept"]))
    return {words: said[glossing.NUMERALS[number] - 1] for number, words in numbered}
