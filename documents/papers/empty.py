"""What stands in a blank form: ruled places for names and texts, to be filled in by hand where there is no power."""

from documents.papers.people import PartyFacts, SignatureMark

NUMBER = "　　　　　〔　　　　〕第　　　　号"
NAME = "　　　　　　　　"
BODY = "　　　　　　　　　　人民调解委员会"


class Ruled(str):
    """A text that is still to be written, on so many ruled lines; what stands in it already opens the first.

    A type of its own, so that nothing that people type can leave empty lines in a paper.
    """

    def __new__(cls, lines, start=""):
        made = super().__new__(cls, start)
        made.lines = lines
        return made


def mark(role):
    """A place to sign, with the name still to be written."""
    return SignatureMark(role, "")


def party(role):
    """A party of whom nothing is known yet."""
    return PartyFacts(role, "")


def named(role):
    """A party of whom a paper prints the name alone."""
    return PartyFacts(role, NAME)


SIDES = ("申请人", "被申请人")
LETTERED = ("甲方", "乙方")
