// A door with a script: answers in place, camera, counts, no network. The page is right without.
import { hasCamera, watch } from "./door-camera.js";
import { button, element, list, newKey, time } from "./door-parts.js";
import * as scans from "./door-scans.js";

const countEveryMs = 5000;
const patienceMs = 8000;
const code = /^[A-Za-z0-9_-]{60,400}$/;

const choice = document.querySelector("[data-door-worker]");
const door = document.querySelector("[data-hand-in]");
const words = document.getElementById("door-words")?.dataset ?? {};
const net = { isOff: false, isSignedOut: false, isRefused: false };
let isBusy = false;
let lastUndo = null;

if (choice && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(choice.dataset.doorWorker, { scope: choice.dataset.doorScope })
    .then(() => navigator.serviceWorker.ready)
    .then(registration => registration.active?.postMessage({ keep: location.pathname + location.search }))
    .catch(() => undefined);
}

// The day that is shown is seen also where many came before it.
document.querySelector(".days [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

if (door) start();

async function start() {
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!door.contains(form) || form.method !== "post") return;
    event.preventDefault();
    submit(form);
  });
  if (hasCamera()) offerCamera();
  window.addEventListener("online", tick);
  window.addEventListener("offline", () => setOff(true));
  document.addEventListener("visibilitychange", () => !document.hidden && tick());
  scans.learnKeys();
  scans.forgetOld(Date.now());
  if (!navigator.onLine) setOff(true);
  await showNet();
  tick();
  setInterval(() => !document.hidden && tick(), countEveryMs);
}

// What a hand does ------------------------------------------------------------------------------------------------------------------------------

async function submit(form) {
  if (isBusy) return;
  const data = new URLSearchParams(new FormData(form));
  const typed = data.get("search")?.trim();
  const isSearch = form.action.endsWith(door.dataset.search);
  if (isSearch && code.test(typed) && !data.get("override.reason")) return readTicket(typed);
  const label = data.get("name") || form.querySelector("button .unseen")?.textContent.trim() || words.someone;
  isBusy = true;
  net.isRefused = false;
  const answer = navigator.onLine ? await send(form.action, data) : null;
  isBusy = false;
  if (answer) return show(answer);
  if (net.isRefused) return say("refused", words.stop, words.notYours);
  if (isSearch) return typed && keepNote(typed);
  if (data.has("id") && form.action.includes("/angra")) return say("refused", words.stop, words.noNet);
  await keepIt({ label, address: form.action, body: data.toString(), sent: true, key: data.get("key") });
  // The next one in the same form is somebody else.
  form.elements.key.value = newKey();
  for (const input of form.querySelectorAll("input[type=text]")) input.value = "";
}

async function readTicket(ticket) {
  if (isBusy) return false;
  isBusy = true;
  try {
    // A key of its own: without a network one form reads many tickets.
    const key = newKey();
    const data = new URLSearchParams({ search: ticket, key });
    const isSent = navigator.onLine && !net.isOff;
    const answer = isSent ? await send(door.dataset.search, data) : null;
    if (answer) {
      const outcome = show(answer);
      if (outcome === "in" || outcome === "before") await scans.markRead(door.dataset.activity, ticket, new Date().toISOString());
      return true;
    }
    if (isSent && net.isRefused) return say("refused", words.stop, words.notYours);
    const before = await scans.readBefore(door.dataset.activity, ticket);
    if (before) return say("before", words.before, words.readHere.replace("{time}", time(before)));
    if (await scans.isTicket(ticket) === false) return say("refused", words.stop, words.noTicket);
    await scans.markRead(door.dataset.activity, ticket, new Date().toISOString());
    await keepIt({ label: words.ticket, ticket, handIn: door.dataset.handIn, address: new URL(door.dataset.search, location.href).href, body: data.toString(), sent: isSent, key });
  } finally {
    isBusy = false;
  }
  return true;
}

async function keepIt(scan) {
  const kept = { ...scan, at: new Date().toISOString(), activity: door.dataset.activity };
  await scans.keep(kept);
  door.querySelector("#search").value = "";
  say("kept", words.kept, words.keptWhy, async () => {
    await scans.drop(kept.key);
    if (kept.ticket) await scans.unmarkRead(kept.activity, scans.idIn(kept.ticket));
    say("takenback", words.undone, "");
    await showNet();
  });
  await setOff(true);
}

async function keepNote(name) {
  await scans.keep({ key: newKey(), at: new Date().toISOString(), activity: door.dataset.activity, label: name, note: true });
  door.querySelector("#search").value = "";
  say("kept", name, words.noted);
  await setOff(true);
}

// What is sent and answered ----------------------------------------------------------------------------------------------------------------------

// The door's page as it was answered; null where there is no answer.
async function send(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(patienceMs) });
    net.isRefused = answer.status >= 400 && answer.status < 500 && ![401, 408, 429].includes(answer.status);
    if (answer.status === 401) {
      net.isSignedOut = true;
      await showNet();
      return null;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("door-work") ? page : null;
  } catch {
    net.isRefused = false;
    return null;
  }
}

function show(page) {
  const wasTyping = door.querySelector("#door-work").contains(document.activeElement);
  door.querySelector("#door-work").replaceWith(page.getElementById("door-work"));
  const outcome = door.querySelector("#door-outcome").dataset.outcome;
  const undo = door.querySelector("#door-outcome form input[name=id]")?.value;
  if (outcome === "takenback" && lastUndo) scans.unmarkRead(door.dataset.activity, lastUndo.replaceAll("-", ""));
  lastUndo = undo ?? lastUndo;
  feel(outcome);
  // A phone would open its keyboard.
  if (wasTyping && matchMedia("(pointer: fine)").matches) door.querySelector("#search").focus();
  if (outcome) door.querySelector("#door-outcome").scrollIntoView({ block: "nearest" });
  setOff(false);
  return outcome;
}

function say(kind, title, text, undo) {
  const outcome = door.querySelector("#door-outcome");
  outcome.className = `outcome ${kind}`;
  outcome.dataset.outcome = kind;
  outcome.setAttribute("role", kind === "kept" || kind === "takenback" ? "status" : "alert");
  outcome.replaceChildren(element("p", "outcome-title", title), ...(text ? [element("p", "", text)] : []));
  if (undo) {
    const button = element("button", "button second small", words.undo);
    button.type = "button";
    button.addEventListener("click", undo, { once: true });
    outcome.append(button);
  }
  feel(kind);
  return true;
}

const feel = kind => kind && navigator.vibrate?.(kind === "in" || kind === "kept" ? 60 : [160, 80, 160]);

// The network ------------------------------------------------------------------------------------------------------------------------------------

async function tick() {
  try {
    const answer = await fetch(door.dataset.counts, { redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      net.isSignedOut = true;
      return await showNet();
    }
    if (!answer.ok) return await setOff(answer.status >= 500);
    net.isSignedOut = false;
    const counts = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("door-counts");
    if (counts) door.querySelector("#door-counts").replaceWith(counts);
    net.isOff = false;
    const done = await scans.handIn(resend);
    net.isSignedOut = done === "signed-out";
    await setOff(done === "offline");
  } catch {
    await setOff(true);
  }
}

// A form that may have been done already: with its key it is done once.
async function resend(scan) {
  const page = await send(scan.address, new URLSearchParams(scan.body));
  if (!page) return net.isSignedOut ? "signed-out" : net.isRefused ? "kept" : "offline";
  const outcome = page.getElementById("door-outcome");
  if (outcome.dataset.outcome !== "in") {
    if (scan.ticket && outcome.dataset.code === "door-closed") return "as a scan";
    const title = outcome.querySelector(".outcome-title")?.textContent ?? page.querySelector(".fault")?.textContent ?? words.stop;
    await scans.refuse(scan, title);
  }
  await scans.drop(scan.key);
  return "done";
}

async function setOff(isOff) {
  net.isOff = isOff;
  await showNet();
}

async function showNet() {
  const [waiting, refused] = [await scans.waiting(), await scans.refused()];
  const [notes, rest] = [waiting.filter(each => each.note), waiting.filter(each => !each.note)];
  const parts = [];
  if (net.isOff) parts.push(element("p", "", words.offline));
  if (net.isSignedOut) {
    const link = element("a", "", words.signIn);
    link.href = location.href;
    parts.push(element("p", "", words.signedOut + " "), link);
  }
  if (rest.length > 0) parts.push(element("p", "door-waiting", words.waiting.replace("{count}", rest.length)));
  if (notes.length > 0) parts.push(element("p", "", words.notes), list(notes, each => [`${time(each.at)} ${each.label}`, words.found, async () => { await scans.drop(each.key); await showNet(); }]));
  if (refused.length > 0) {
    parts.push(element("p", "fault", words.refused), list(refused, each => [`${time(each.at)} ${each.label}: ${each.why}`]));
    parts.push(button(words.seen, async () => { await scans.forgetRefused(); await showNet(); }));
  }
  const box = document.getElementById("door-net");
  const text = parts.map(part => part.textContent).join("\n");
  if (box.dataset.text !== text) box.replaceChildren(...parts);
  box.dataset.text = text;
  box.hidden = parts.length === 0;
}

// The camera -------------------------------------------------------------------------------------------------------------------------------------

function offerCamera() {
  const box = document.getElementById("door-camera");
  const offer = () => box.replaceChildren(button(words.camera, begin, "button"));
  const begin = async () => {
    const video = document.createElement("video");
    video.setAttribute("aria-label", words.camera);
    box.replaceChildren(video);
    try {
      const stop = await watch(video, async read => code.test(read) ? readTicket(read) : say("refused", words.stop, words.noTicket));
      box.append(button(words.cameraOff, () => { stop(); offer(); }, "button second"));
    } catch {
      offer();
      box.append(element("p", "fault", words.noCamera));
    }
  };
  offer();
  box.hidden = false;
}
