// Keeps a star without loading the page again. Without this, the form does it.
const form = document.getElementById("stars");
form?.addEventListener("submit", async event => {
  const star = event.submitter;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  body.set(star.name, star.value);
  const wasKept = star.getAttribute("aria-pressed") === "true";
  show(star, !wasKept);
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") throw new Error(answer.status);
  } catch {
    show(star, wasKept);
  }
});

function show(star, isKept) {
  star.setAttribute("aria-pressed", isKept);
  star.name = isKept ? "ta-bort" : "spara";
  for (const link of document.querySelectorAll('.views a[href$="/mina-val"]')) {
    link.textContent = link.textContent.replace(/\d+/, count => Number(count) + (isKept ? 1 : -1));
  }
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {}));
}
