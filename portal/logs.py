"""What the log must not hold: a link's token, which stands in the path of whatever went wrong on its page."""

import logging
import re

LINK = re.compile(r"/p/[^/\s]+")


def covered(value):
    """A text with the tokens of links taken out; anything else as it is."""
    return LINK.sub("/p/…", value) if isinstance(value, str) else value


class WithoutTokens(logging.Filter):
    """Django writes the path of every refused request into the log (security reference § 8, ASVS 14.2.1)."""

    def filter(self, record):
        """Covers the tokens of one record; lets it pass."""
        record.msg = covered(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(covered(value) for value in record.args)
        return True
