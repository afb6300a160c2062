"""Numbers for tests: nobody's, with right check characters."""

from datetime import date

from hypothesis import strategies as st

from parties.identity.resident import check_character

COUNTIES = ["460203", "460202", "460200", "442221", "460022", "512201", "110105", "650102", "810000", "830000"]
BIRTHDAYS = st.dates(date(1930, 1, 1), date(2026, 11, 1))


def resident_id(county: str = "460203", birthday: date = date(1990, 1, 1), order: int = 123) -> str:
    """An 18-digit number with its right check character; `order` is 0 to 999, odd for a man."""
    seventeen = f"{county}{birthday:%Y%m%d}{order:03d}"
    return seventeen + check_character(seventeen)


RESIDENT_IDS = st.builds(resident_id, st.sampled_from(COUNTIES), BIRTHDAYS, st.integers(0, 999))
