"""Reads calendar files with three readers that have nothing to do with us nor with each other: icalendar, vobject and libical.

  read_calendars.py files FILE…        what each reader makes of each file, and what it finds wrong with it
  read_calendars.py offsets FILE TIMES offsets from UTC, in seconds, that the file's own time zone has at each wall clock time

A file is taken for unchanged when a parser's own output, unfolded, has the same components with the same properties, parameters and
values. The order of properties and of parameters is free (RFC 5545, 3.6), and so is where lines are folded.
"""
import ctypes
import ctypes.util
import datetime
import json
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


def changes(before, after):
    before, after = content_lines(before), content_lines(after)
    return [f"{sign} {line}" for sign, lines, others in (("-", before, after), ("+", after, before)) for line in lines if line not in others]


class Icalendar:
    name = "icalendar"

    def read(self, data):
        calendar = icalendar.Calendar.from_ical(data)
        problems = [str(error) for part in calendar.walk() for error in part.errors]
        problems += [f"{part.name} has no {name}" for part in calendar.walk() for name in part.required if name not in part]
        return str(calendar["METHOD"]), [self.event(event) for event in calendar.walk("VEVENT")], problems + changes(data, calendar.to_ical(sorted=False))

    def event(self, event):
        attendee = event.get("ATTENDEE")
        return {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "location": str(event.get("LOCATION", "")),
            "organiser": str(event["ORGANIZER"]),
            "attendee": str(attendee or ""),
            "attendeeName": str(attendee.params.get("CN", "")) if attendee else "",
            "link": str(event.get("URL", "")),
            "properties": len(event.property_items(recursive=False)) - 2,
        }


class Vobject:
    name = "vobject"

    def read(self, data):
        calendar = vobject.readOne(data.decode("utf-8"), validate=True)
        again = calendar.serialize(validate=True).encode("utf-8")
        return calendar.method.value, [self.event(event) for event in calendar.contents.get("vevent", [])], changes(data, again)

    def event(self, event):
        def value(name):
            return getattr(event, name).value if hasattr(event, name) else ""

        attendee = getattr(event, "attendee", None)
        return {
            "uid": value("uid"),
            "title": value("summary"),
            "description": value("description"),
            "location": value("location"),
            "organiser": value("organizer"),
            "attendee": value("attendee"),
            "attendeeName": attendee.params.get("CN", [""])[0] if attendee else "",
            "link": value("url"),
            "properties": sum(len(lines) for name, lines in event.contents.items() if name != "valarm"),
        }

    def offsets(self, data, times):
        calendar = vobject.readOne(data.decode("utf-8"))
        zone = calendar.vtimezone.gettzinfo()
        return [int(zone.utcoffset(datetime.datetime.strptime(time, "%Y%m%dT%H%M%S")).total_seconds()) for time in times]


class IcalTime(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")] + [("zone", ctypes.c_void_p)]


class Libical:
    name = "libical"

    def __init__(self):
        self.library = ctypes.CDLL(ctypes.util.find_library("ical"))
        for name, result, *arguments in (
            ("icalparser_parse_string", ctypes.c_void_p, ctypes.c_char_p),
            ("icalcomponent_count_errors", ctypes.c_int, ctypes.c_void_p),
            ("icalrestriction_check", ctypes.c_int, ctypes.c_void_p),
            ("icalcomponent_as_ical_string", ctypes.c_char_p, ctypes.c_void_p),
            ("icalcomponent_get_method", ctypes.c_int, ctypes.c_void_p),
            ("icalproperty_enum_to_string", ctypes.c_char_p, ctypes.c_int),
            ("icalcomponent_string_to_kind", ctypes.c_int, ctypes.c_char_p),
            ("icalproperty_string_to_kind", ctypes.c_int, ctypes.c_char_p),
            ("icalparameter_string_to_kind", ctypes.c_int, ctypes.c_char_p),
            ("icalcomponent_get_first_component", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
            ("icalcomponent_get_next_component", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
            ("icalcomponent_get_first_property", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
            ("icalcomponent_count_properties", ctypes.c_int, ctypes.c_void_p, ctypes.c_int),
            ("icalproperty_get_value", ctypes.c_void_p, ctypes.c_void_p),
            ("icalvalue_get_text", ctypes.c_char_p, ctypes.c_void_p),
            ("icalproperty_get_value_as_string", ctypes.c_char_p, ctypes.c_void_p),
            ("icalproperty_get_parameter_as_string", ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p),
            ("icalcomponent_get_timezone", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p),
            ("icaltime_from_string", IcalTime, ctypes.c_char_p),
            ("icaltimezone_get_utc_offset", ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(IcalTime), ctypes.POINTER(ctypes.c_int)),
        ):
            function = getattr(self.library, name)
            function.restype, function.argtypes = result, arguments

    def read(self, data):
        library = self.library
        calendar = library.icalparser_parse_string(data)
        fits = library.icalrestriction_check(calendar)
        problems = [] if fits else ["restrictions of RFC 5546"]
        if library.icalcomponent_count_errors(calendar):
            written = library.icalcomponent_as_ical_string(calendar).decode("utf-8").replace("\r\n ", "")
            problems += [line for line in written.split("\r\n") if line.startswith("X-LIC-ERROR")]
        kind = library.icalcomponent_string_to_kind(b"VEVENT")
        events, event = [], library.icalcomponent_get_first_component(calendar, kind)
        while event:
            events.append(self.event(event))
            event = library.icalcomponent_get_next_component(calendar, kind)
        return library.icalproperty_enum_to_string(library.icalcomponent_get_method(calendar)).decode(), events, problems

    def event(self, event):
        library = self.library

        def property(name):
            return library.icalcomponent_get_first_property(event, library.icalproperty_string_to_kind(name))

        def text(name):
            found = property(name)
            return library.icalvalue_get_text(library.icalproperty_get_value(found)).decode("utf-8") if found else ""

        def value(name):
            found = property(name)
            return library.icalproperty_get_value_as_string(found).decode("utf-8") if found else ""

        attendee = property(b"ATTENDEE")
        return {
            "uid": text(b"UID"),
            "title": text(b"SUMMARY"),
            "description": text(b"DESCRIPTION"),
            "location": text(b"LOCATION"),
            "organiser": value(b"ORGANIZER"),
            "attendee": value(b"ATTENDEE"),
            "attendeeName": (library.icalproperty_get_parameter_as_string(attendee, b"CN") or b"").decode("utf-8") if attendee else "",
            "link": value(b"URL"),
            "properties": library.icalcomponent_count_properties(event, 0),
        }

    def offsets(self, data, times):
        zone = self.library.icalcomponent_get_timezone(self.library.icalparser_parse_string(data), b"Europe/Stockholm")
        return [self.offset(zone, time) for time in times]

    def offset(self, zone, time):
        at, summer = self.library.icaltime_from_string(time.encode()), ctypes.c_int()
        return self.library.icaltimezone_get_utc_offset(zone, ctypes.byref(at), ctypes.byref(summer))


def bytes_of(file):
    with open(file, "rb") as opened:
        return opened.read()


def attempt(reader, data):
    try:
        method, events, problems = reader.read(data)
        return {"reader": reader.name, "method": method, "events": events, "problems": problems}
    except Exception as refused:  # whatever it says: the reader does not take the file
        return {"reader": reader.name, "method": "", "events": [], "problems": [repr(refused)]}


if sys.argv[1] == "files":
    print(json.dumps([[attempt(reader, bytes_of(file)) for reader in (Icalendar(), Vobject(), Libical())] for file in sys.argv[2:]]))
else:
    with open(sys.argv[3], encoding="utf-8") as opened:
        wanted = json.load(opened)
    print(json.dumps({reader.name: reader.offsets(bytes_of(sys.argv[2]), wanted) for reader in (Vobject(), Libical())}))
