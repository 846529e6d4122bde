// Tickets that were read at a door without a network, kept in this browser until they are handed in. Each has a key of its own, by which it counts once.
const name = "dorr";
const stores = ["waiting", "refused", "read", "keys"];
const dayOfReading = 36 * 3600 * 1000;

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => stores.forEach(store => asked.result.createObjectStore(store));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function on(store, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const asked = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const all = store => on(store, "readonly", kept => kept.getAll());

// One thing that was done without a network. key: by which it counts once. at: when. activity: where. label: who, as far as it is known.
// ticket, handIn: a ticket, and where it is handed in with its own time. address, body: the form as it would have been sent; sent: it was, and nobody
// knows what became of it. note: a name that could not be looked for, which a person does later.
export const keep = scan => on("waiting", "readwrite", kept => kept.put(scan, scan.key));
export const drop = key => on("waiting", "readwrite", kept => kept.delete(key));
export const waiting = async () => byTime(await all("waiting"));

export const refuse = (scan, why) => on("refused", "readwrite", kept => kept.put({ key: scan.key, at: scan.at, label: scan.label, why }, scan.key));
export const refused = async () => byTime(await all("refused"));
export const forgetRefused = () => on("refused", "readwrite", kept => kept.clear());

const byTime = scans => scans.sort((one, other) => one.at.localeCompare(other.at));

// What this device has read, by activity and the id in the ticket, not by what opens anything.
const readKey = (activity, id) => `${activity} ${id}`;
export const readBefore = (activity, ticket) => on("read", "readonly", kept => kept.get(readKey(activity, idIn(ticket))));
export const markRead = (activity, ticket, at) => on("read", "readwrite", kept => kept.put(at, readKey(activity, idIn(ticket))));
export const unmarkRead = (activity, id) => on("read", "readwrite", kept => kept.delete(readKey(activity, id)));

export const idIn = ticket => Array.from(bytesOf(ticket).slice(0, 16), byte => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = code => Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));

export async function forgetOld(now) {
  await on("read", "readwrite", kept => {
    kept.openCursor().onsuccess = event => {
      const cursor = event.target.result;
      if (!cursor) return;
      if (now - Date.parse(cursor.value) > dayOfReading) cursor.delete();
      cursor.continue();
    };
  });
}

// The public keys of tickets: with them a forged one is known also without a network.
export async function learnKeys() {
  try {
    const answer = await fetch("/api/v1/tickets/key", { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { publicKeys } = await answer.json();
      await on("keys", "readwrite", kept => kept.put(publicKeys, "public"));
    }
  } catch {
    // The ones that are known stay.
  }
}

// Null where it cannot be said.
export async function isTicket(code) {
  const pems = await on("keys", "readonly", kept => kept.get("public"));
  if (!pems?.length || !crypto.subtle) return null;
  try {
    const bytes = bytesOf(code);
    for (const pem of pems) {
      const der = Uint8Array.from(atob(pem.replace(/-----[^-]+-----|\s/g, "")), letter => letter.charCodeAt(0));
      const key = await crypto.subtle.importKey("spki", der, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
      if (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes.slice(16), bytes.slice(0, 16))) return true;
    }
  } catch {
    return false;
  }
  return false;
}

// Hands in what waits, one browser tab at a time: what has a time of its own together, what is a form one by one.
// resend: sends one form again and says "done", "as a scan" where only its own time lets it count, "kept" where whoever is signed in now may not, who
// need not be who comes next; "offline" or "signed-out".
export function handIn(resend) {
  const act = async () => {
    for (const scan of (await waiting()).filter(each => each.address && (each.sent || !each.ticket))) {
      const done = await resend(scan);
      if (done === "as a scan") await keep({ ...scan, sent: false });
      else if (isStop(done)) return done;
    }
    for (const together of groups((await waiting()).filter(each => each.ticket && !each.sent))) {
      const done = await handInTogether(together);
      if (isStop(done)) return done;
    }
    return "done";
  };
  return navigator.locks ? navigator.locks.request("dorr-hand-in", act) : act();
}

const isStop = done => done === "offline" || done === "signed-out";

function groups(scans) {
  const by = new Map();
  for (const scan of scans) by.set(scan.handIn, [...(by.get(scan.handIn) ?? []), scan]);
  return [...by.values()].flatMap(each => Array.from({ length: Math.ceil(each.length / 200) }, (_, i) => each.slice(i * 200, (i + 1) * 200)));
}

async function handInTogether(scans) {
  let answer;
  try {
    answer = await fetch(scans[0].handIn, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ scans: scans.map(({ key, ticket, at }) => ({ key, ticket, at })) }),
    });
  } catch {
    return "offline";
  }
  if (answer.status === 401) return "signed-out";
  if (!answer.ok) return answer.status < 500 ? "kept" : "offline";
  const byKey = new Map((await answer.json()).map(each => [each.key, each.refused]));
  for (const scan of scans.filter(each => byKey.has(each.key))) {
    const why = byKey.get(scan.key);
    if (why) await refuse(scan, why);
    await drop(scan.key);
  }
  return "done";
}
