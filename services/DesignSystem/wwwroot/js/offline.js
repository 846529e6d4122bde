// Registers the worker that keeps tickets and one's own pages for where there is no network, and has it keep what is open now.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/arbetare.js", { scope: "/" }).then(() => navigator.serviceWorker.ready).then(({ active }) => {
    const own = [...document.querySelectorAll('main a[href*="/anmalan/"]')].map(link => link.href).slice(0, 20);
    active?.postMessage({ keep: [location.href, ...own] });
  }).catch(() => {});
}
