"""The legal papers: one folder a paper, found by itself; its `Facts` say what it holds, its template how it looks.

A new paper is a new folder with `__init__.py` (a docstring, `Facts`, `PAPER`) and `template.html`, nothing else. The
fixed words are those of the official forms (司法部《人民调解文书格式》) and stay Chinese in every language of the site.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One kind of legal paper. blank: (the body's name) -> facts of the empty form, where it is also filled in by hand."""

    code: str
    title: str
    facts: type
    blank: Callable | None = None


def _find():
    """Every package of this folder that declares a PAPER, by code."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if module.ispkg:
            paper = importlib.import_module(f"{__name__}.{module.name}").PAPER
            if paper.code != module.name:
                raise ImportError(f"The folder {module.name} declares the paper {paper.code}.")
            found[paper.code] = paper
    return found


PAPERS = _find()
