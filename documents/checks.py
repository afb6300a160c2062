"""Start-up checks: the papers' fonts are made, and the library that subsets them is installed."""

import ctypes

from django.conf import settings
from django.core.checks import Error

FILES = (
    "fonts.conf",
    "coverage.json",
    "main/MediationSerif-Regular.ttf",
    "main/MediationSerif-Bold.ttf",
    "wide/NotoSerifSC-Regular.ttf",
    "wide/NotoSerifSC-Bold.ttf",
    "rare/HanaMinA.ttf",
    "rare/HanaMinB.ttf",
    "stamp",
)


def fonts_are_made(app_configs, **options):
    """Without its own fonts a paper would take whatever the machine has, or show □ for a name."""
    missing = [name for name in FILES if not (settings.DOCUMENT_FONTS / name).exists()]
    if not missing:
        return []
    return [
        Error(
            f"The papers' fonts are not in {settings.DOCUMENT_FONTS}: {', '.join(missing)}.",
            hint="Run `npm ci` and then `python setup/fonts.py`; the rare characters need the package fonts-hanazono.",
            id="documents.E001",
        )
    ]


def subset_library_is_there(app_configs, *, library="libharfbuzz-subset.so.0", **options):
    """Without libharfbuzz-subset each paper takes a hundred times as long (performance.md § 1)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return [
            Error(
                "libharfbuzz-subset is not installed: laying out one paper would take ten seconds.",
                hint="Install the package libharfbuzz-subset0.",
                id="documents.E002",
            )
        ]
    return []
