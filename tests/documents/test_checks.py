"""The start-up checks name what is missing and how to get it."""

import pytest

from documents import checks

pytestmark = pytest.mark.once


def test_a_machine_that_is_set_up_passes():
    assert checks.fonts_are_made(None) == []
    assert checks.subset_library_is_there(None) == []


def test_missing_fonts_stop_the_start_and_say_what_to_run(settings, tmp_path):
    settings.DOCUMENT_FONTS = tmp_path
    (error,) = checks.fonts_are_made(None)
    assert error.id == "documents.E001"
    assert "setup/fonts.py" in error.hint


def test_a_missing_subset_library_stops_the_start():
    (error,) = checks.subset_library_is_there(None, library="libharfbuzz-nowhere.so.0")
    assert error.id == "documents.E002"
    assert "libharfbuzz-subset0" in error.hint
