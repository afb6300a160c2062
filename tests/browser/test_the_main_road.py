"""One dispute travels the whole road through real pages, on a phone and on a desk: report, seal, link, archive."""

import pytest

from tests.browser import road


@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_becomes_a_sealed_agreement_that_the_party_saves(chromium, site, tmp_path, width):
    walk = road.Walk(chromium, site, width, tmp_path)
    try:
        for phase in road.PHASES:
            phase(walk)
        assert walk.notebook.flaws == []
    finally:
        walk.close()
