// What the worker has saved, as a list.
const list = document.querySelector("[data-saved]");
const forget = document.querySelector("[data-forget]");
document.querySelector("[data-without-network]").hidden = navigator.onLine;

const saved = "caches" in window ? await caches.open("visitor-pages") : null;
const pages = [];
for (const request of (await saved?.keys()) ?? []) {
  const answer = await saved.match(request);
  if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
  const title = /<title>([^<]*)/.exec(await answer.text())?.[1].replace(/ · Business Focus$/, "");
  pages.push({ url: request.url, title, isTicket: request.url.includes("/anmalan/") });
}

pages.sort((one, other) => other.isTicket - one.isTicket || one.title.localeCompare(other.title));
for (const { url, title } of pages) {
  const link = document.createElement("a");
  link.href = url;
  link.innerHTML = title;
  list.append(Object.assign(document.createElement("li"), {}));
  list.lastChild.append(link);
}

document.querySelector("[data-nothing]").hidden = pages.length > 0;
forget.hidden = pages.length === 0;
forget.addEventListener("click", async () => {
  await caches.delete("visitor-pages");
  location.reload();
});
