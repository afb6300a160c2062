"""The whole road by steps, without pages."""

import pytest

from cases import integrity, reading
from cases.models import Case
from tests import factories

pytestmark = pytest.mark.usefixtures("sanya")


def test_the_whole_road_reads_like_a_manual():
    case = factories.closed()
    assert integrity.flaws() == []
    print("\n".join(reading.sentences(case)))
    assert Case.objects.get().state == "closed"
