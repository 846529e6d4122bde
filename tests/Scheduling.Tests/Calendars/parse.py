"""Reads a calendar file with two parsers and tells where what they write again says something else.

A file is taken for unchanged when the parser's own output, unfolded, has the same components with the same properties,
parameters and values. The order of properties and of parameters is free (RFC 5545, 3.6), and so is where lines are folded.
"""
import sys

import icalendar
import vobject


def content_lines(data):
    """The unfolded lines, each below the components that it stands in; parameters by their names."""
    lines, path, count = [], [], 0
    for line in data.decode("utf-8").replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        if line.startswith("BEGIN:"):
            count += line == "BEGIN:VEVENT"
            path.append(line[6:] + (str(count) if line == "BEGIN:VEVENT" else ""))
        elif line.startswith("END:"):
            path.pop()
        elif line:
            name, value = split(line)
            head, *parameters = name.split(";")
            lines.append(("/".join(path), head.upper(), tuple(sorted(p.replace('"', "") for p in parameters)), value))
    return sorted(lines)


def split(line):
    """At the first colon that stands in no quotes."""
    quoted = False
    for i, character in enumerate(line):
        quoted ^= character == '"'
        if character == ":" and not quoted:
            return line[:i], line[i + 1:]
    raise ValueError(line)


def with_icalendar(data):
    return icalendar.Calendar.from_ical(data).to_ical(sorted=False)


def with_vobject(data):
    calendar = vobject.readOne(data.decode("utf-8"), validate=True)
    return calendar.serialize(validate=True).encode("utf-8")


failed = False
for file in sys.argv[1:]:
    with open(file, "rb") as opened:
        content = opened.read()
    before = content_lines(content)
    for parser in (with_icalendar, with_vobject):
        after = content_lines(parser(content))
        for sign, lines, others in (("-", before, after), ("+", after, before)):
            for line in lines:
                if line not in others:
                    failed = True
                    print(parser.__name__, file, sign, line)
sys.exit(1 if failed else 0)
