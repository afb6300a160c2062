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
        meanings |= dict(zip(document.facts["clauses"], said, strict=False))
    return glossing.glossed(text, meanings)
