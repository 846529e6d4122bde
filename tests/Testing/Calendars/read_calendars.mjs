// The same as read_calendars.py, with ical.js: what it makes of each file, or the offsets of a file's own time zone.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

function text(component, name) {
  return component.getFirstPropertyValue(name)?.toString() ?? "";
}

function eventOf(component) {
  return {
    uid: text(component, "uid"),
    title: text(component, "summary"),
    description: text(component, "description"),
    location: text(component, "location"),
    organiser: text(component, "organizer"),
    attendee: text(component, "attendee"),
    attendeeName: component.getFirstProperty("attendee")?.getParameter("cn") ?? "",
    link: text(component, "url"),
    properties: component.getAllProperties().length,
  };
}

function read(file) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    const problems = [];
    const again = new ICAL.Component(ICAL.parse(calendar.toString()));
    if (JSON.stringify(again) !== JSON.stringify(calendar)) {
      problems.push("written again it is another");
    }
    for (const event of calendar.getAllSubcomponents("vevent")) {
      // Reads all that it knows of: times in the file's zone, durations, the organiser.
      const known = new ICAL.Event(event);
      if (!(known.endDate.compare(known.startDate) > 0)) {
        problems.push("ends before it starts");
      }
    }
    return {
      reader: "ical.js",
      method: text(calendar, "method"),
      events: calendar.getAllSubcomponents("vevent").map(eventOf),
      problems,
    };
  } catch (refused) {
    return { reader: "ical.js", method: "", events: [], problems: [`${refused}`] };
  }
}

function offsets(file, times) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
  return times.map((time) => zone.utcOffset(ICAL.Time.fromString(time.replace(/^(....)(..)(..T..)(..)(..)$/, "$1-$2-$3:$4:$5"))));
}

const [mode, ...files] = process.argv.slice(2);
console.log(JSON.stringify(mode === "files"
  ? files.map((file) => [read(file)])
  : { "ical.js": offsets(files[0], JSON.parse(readFileSync(files[1], "utf8"))) }));
