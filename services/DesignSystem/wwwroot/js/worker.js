// The pages first from the network, always; where there is none, as they were last seen, which they say. Only pages for visitors.
const own = "visitor-";
const design = `${own}design-${version}`;
const pages = `${own}pages`;
const mostPages = 60;
const keptFor = 30 * 24 * 3600 * 1000;
const seen = "x-seen-at";
const visitors = /^(\/en)?(\/|\/(anmalan|mina|mina-val|program|aktivitet|samtal|tillganglighet|integritet)(\/.*)?)?$/;
const pictures = /^\/api\/v1\/registrations\/[^/]+\/(ticket|attendees\/[^/]+\/ticket)\.(svg|png)$/;
const offline = ["/utan-nat", "/en/utan-nat"];

addEventListener("install", event => event.waitUntil((async () => {
  await (await caches.open(design)).addAll([...files, ...offline]);
  await skipWaiting();
})()));

addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(own) && name !== design && name !== pages) await caches.delete(name);
  }
  await clients.claim();
})()));

addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/design/")) event.respondWith(fromDesign(request));
  else if (request.mode === "navigate" && visitors.test(url.pathname)) event.respondWith(page(event));
  else if (request.mode === "navigate" && offline.includes(url.pathname)) event.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
  else if (pictures.test(url.pathname)) event.respondWith(picture(event));
});

addEventListener("message", event => {
  if (event.source?.url && Array.isArray(event.data?.keep)) event.waitUntil(keepAll(event.data.keep));
});

async function fromDesign(request) {
  return await caches.match(request) ?? fetch(request);
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(event.request.url, answer.clone()));
    return answer;
  } catch {
    return await saved(event.request.url) ?? await caches.match(new URL(event.request.url).pathname.startsWith("/en") ? offline[1] : offline[0]);
  }
}

async function picture(event) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(event.request.url, answer.clone()));
    return answer;
  } catch {
    return await (await caches.open(pages)).match(event.request.url) ?? Response.error();
  }
}

async function saved(address) {
  const answer = await (await caches.open(pages)).match(address);
  if (!answer) return null;
  const isEnglish = new URL(address).pathname.startsWith("/en");
  const at = new Date(Number(answer.headers.get(seen))).toLocaleString(isEnglish ? "en-GB" : "sv-SE", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Stockholm" });
  const words = isEnglish ? `You have no network. This is how it stood on ${at}.` : `Du är utan nät. Så här såg det ut ${at}.`;
  const text = (await answer.text()).replace('<main id="main">', `<main id="main"><p class="without-network" role="status">${words}</p>`);
  return new Response(text, { headers: answer.headers });
}

// Also what was loaded before this worker was there or came after a form, and the tickets behind one's own list. What was just kept is not asked for again.
async function keepAll([here, ...others]) {
  for (const [address, fresh] of [[here, 3000], ...others.map(other => [other, 3600 * 1000])]) {
    const url = new URL(address);
    url.hash = "";
    if (url.origin !== location.origin || !visitors.test(url.pathname)) continue;
    const kept = await (await caches.open(pages)).match(url.href);
    if (Number(kept?.headers.get(seen)) > Date.now() - fresh) continue;
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      const text = await answer.clone().text();
      await keep(url.href, answer);
      for (const [, source] of text.matchAll(/<img src="([^"]+)"/g)) {
        const image = new URL(source.replaceAll("&amp;", "&"), url);
        if (pictures.test(image.pathname)) await keep(image.href, await fetch(image));
      }
    } catch {
      return;
    }
  }
}

async function keep(address, answer) {
  const cache = await caches.open(pages);
  if (answer.status === 404 || answer.status === 410) return cache.delete(address);
  if (answer.status !== 200 || answer.redirected) return;
  const headers = new Headers(answer.headers);
  headers.set(seen, Date.now());
  await cache.put(address, new Response(await answer.arrayBuffer(), { headers }));
  const all = await Promise.all((await cache.keys()).map(async request => ({ request, at: Number((await cache.match(request))?.headers.get(seen)) })));
  const old = all.filter(each => each.at < Date.now() - keptFor);
  const tooMany = all.filter(each => !old.includes(each)).sort((one, other) => other.at - one.at).slice(mostPages);
  await Promise.all([...old, ...tooMany].map(each => cache.delete(each.request)));
}
