"""Reading a calendar file as strictly as RFC 5545 is written."""


def properties(text):
    """[(name, parameters, value)] of the lines, unfolded; fails on what a calendar program may refuse."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    for line in lines:
        assert "\n" not in line
        assert "\r" not in line
        assert len(line.encode()) <= 75, line
    unfolded = []
    for line in lines:
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    found = []
    for line in unfolded:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        found.append((name, parameters, value))
    return found


def values(text):
    """{name: value} of the event alone; every BEGIN has its END in the right order."""
    stack, event = [], {}
    for name, parameters, value in properties(text):
        if name == "BEGIN":
            stack.append(value)
        elif name == "END":
            assert stack.pop() == value
        elif stack == ["VCALENDAR", "VEVENT"]:
            assert name not in event, f"{name} stands twice"
            event[name] = unescaped(value)
            event |= {f"{name} {parameter.partition('=')[0]}": parameter.partition("=")[2] for parameter in parameters}
    assert stack == []
    return event


def unescaped(value):
    """RFC 5545 § 3.3.11 read backwards."""
    found, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            following = next(signs)
            found += "\n" if following in "nN" else following
        else:
            found += sign
    return found
