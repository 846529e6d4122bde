// What the door's script makes: elements, keys, times.
export function element(kind, name, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

export function button(text, act, name = "button second small") {
  const made = element("button", name, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function list(items, of) {
  const made = document.createElement("ul");
  for (const item of items) {
    const [text, word, act] = of(item);
    const line = element("li", "", text);
    if (act) line.append(" ", button(word, act, "link"));
    made.append(line);
  }
  return made;
}

// As in a form; browsers have randomUUID over TLS and on this machine only.
export function newKey() {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, i) => (i === 6 ? byte & 15 | 64 : i === 8 ? byte & 63 | 128 : byte).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export const time = at => new Date(at).toLocaleTimeString(document.documentElement.lang === "en" ? "en-GB" : "sv-SE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" })
  .replace(":", document.documentElement.lang === "en" ? ":" : ".");
