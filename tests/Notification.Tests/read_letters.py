"""Reads letters as they came over the wire, and tells as JSON what Python's own e-mail parser and icalendar make of them."""
import email
import email.policy
import json
import sys

import icalendar


def shape(part):
    """The content types, the parts of a multipart in brackets."""
    kind = part.get_content_type()
    return f"{kind}[{', '.join(shape(each) for each in part.iter_parts())}]" if part.is_multipart() else kind


def text(part):
    return part.get_content().replace("\r\n", "\n")


def calendar(part):
    content = part.get_content()
    read = icalendar.Calendar.from_ical(content)
    event, = read.walk("VEVENT")
    return {
        "type": part.get_content_type(),
        "methodOfPart": part.get_param("method"),
        "charset": part.get_param("charset"),
        "file": part.get_filename(),
        "method": str(read["METHOD"]),
        "errors": [str(error) for component in read.walk() for error in component.errors],
        "missing": [name for name in event.required if name not in event],
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "startsAt": event.decoded("DTSTART").isoformat(),
        "organiser": str(event["ORGANIZER"]),
        "attendee": str(event["ATTENDEE"]),
        "attendeeName": str(event["ATTENDEE"].params["CN"]),
        "alarms": [f"{alarm['ACTION']} {alarm.decoded('TRIGGER')}" for alarm in read.walk("VALARM")],
        "url": str(event.get("URL", "")),
    }


def letter(file):
    with open(file, "rb") as opened:
        wire = opened.read()
    message = email.message_from_bytes(wire, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    to, = message["To"].addresses
    return {
        "subject": message["Subject"],
        "from": message["From"].addresses[0].addr_spec,
        "toName": to.display_name,
        "toAddress": to.addr_spec,
        "messageId": message["Message-ID"],
        "unsubscribe": message["List-Unsubscribe"],
        "unsubscribePost": message["List-Unsubscribe-Post"],
        "shape": shape(message),
        "text": text(message.get_body(("plain",))),
        "html": text(message.get_body(("html",))),
        "calendars": [calendar(part) for part in parts if part.get_content_type() in ("text/calendar", "application/ics")],
        "encodings": sorted({str(part.get("Content-Transfer-Encoding", "7bit")) for part in parts}),
        "charsets": sorted({part.get_param("charset") for part in parts if part.get_content_maintype() == "text"}),
        "longestLine": max(len(line) for line in wire.split(b"\r\n")),
        "isAscii": wire.isascii(),
        "defects": [repr(defect) for part in message.walk() for defect in part.defects]
        + [f"{name}: {defect!r}" for part in message.walk() for name, value in part.items() for defect in value.defects],
    }


print(json.dumps([letter(file) for file in sys.argv[1:]]))
