// Opens the pages of a door without a network. Before it stand: version, of the styles and modules; files, their addresses.
// Only the choice of a door and the door itself are kept: they have nobody's name. Lists and answers are not.
const own = "dorr-";
const cacheName = own + version;
const page = /^(\/en)?\/dorr(\/[0-9a-f-]{36})?$/;
const patience = 4000;

self.addEventListener("install", event => event.waitUntil(
  caches.open(cacheName).then(cache => cache.addAll(files)).then(() => self.skipWaiting())));

self.addEventListener("activate", event => event.waitUntil(moveIn().then(() => self.clients.claim())));

self.addEventListener("fetch", event => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/design/")) event.respondWith(keptFirst(event.request));
  else if (event.request.mode === "navigate" && page.test(address.pathname)) event.respondWith(newestFirst(event, address));
});

// A page that was kept by the version before still opens, with the styles that it names.
async function moveIn() {
  const old = (await caches.keys()).filter(name => name.startsWith(own) && name !== cacheName);
  const now = await caches.open(cacheName);
  for (const name of old) {
    const before = await caches.open(name);
    for (const request of await before.keys()) {
      if (!await now.match(request)) await now.put(request, await before.match(request));
    }
    await caches.delete(name);
  }
}

async function keptFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(cacheName)).put(request, answer.clone());
  return answer;
}

// Someone stands at the door: a network that does not answer soon is none.
async function newestFirst(event, address) {
  const cache = await caches.open(cacheName);
  const asked = fetch(event.request).then(async answer => {
    if (answer.ok && !answer.redirected && answer.type === "basic") await cache.put(address.href, answer.clone());
    return answer;
  });
  event.waitUntil(asked.catch(() => undefined));
  const kept = await cache.match(address.href) ?? await cache.match(address.href, { ignoreSearch: true });
  if (!kept) return asked;
  const late = new Promise(resolve => setTimeout(() => resolve(kept), patience));
  return Promise.race([asked.then(answer => answer.status < 500 ? answer : kept, () => kept), late]);
}

// The page that was open before this worker was: it opens without a network too.
self.addEventListener("message", event => {
  const address = new URL(event.data?.keep ?? "/", self.location.origin);
  if (address.origin !== self.location.origin || !page.test(address.pathname)) return;
  event.waitUntil(fetch(address.href, { redirect: "manual" }).then(async answer => {
    if (answer.ok) await (await caches.open(cacheName)).put(address.href, answer);
  }).catch(() => undefined));
});
