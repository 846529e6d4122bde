// The seats in place, as they change. Without this the page says what held when it was sent.
const words = document.querySelector("[data-live]");
const places = new Map();
for (const place of document.querySelectorAll("[data-seats]")) {
  places.set(place.dataset.seats, [...(places.get(place.dataset.seats) ?? []), place]);
}

if (words && places.size > 0) {
  const versions = new Map();
  let stream = null;
  const listen = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource(`/api/v1/live?edition=${encodeURIComponent(words.dataset.live)}&snapshot=true`);
      stream.addEventListener("availability", event => JSON.parse(event.data).activities.forEach(show));
      stream.addEventListener("seats", event => show(JSON.parse(event.data)));
      stream.addEventListener("reset", () => {
        stream?.close();
        stream = null;
        setTimeout(listen, 1000 + Math.random() * 4000);
      });
    }
  };

  const show = seats => {
    if ((versions.get(seats.activityId) ?? -1) >= (seats.version ?? 0)) return;
    versions.set(seats.activityId, seats.version ?? 0);
    const text = say(seats);
    for (const place of places.get(seats.activityId) ?? []) {
      if (text && place.textContent.trim() !== text) place.textContent = text;
    }
  };

  const say = ({ capacity, left, waiting, next }) => {
    if (!capacity) return null;
    const { full, line, free, few, one, plenty, busy } = words.dataset;
    if (left <= 0) return waiting > 0 ? line.replace("0", waiting) : full;
    if (next?.reason === "officerTaken") return busy;
    if (capacity === 1) return free;
    return left > 5 ? plenty : left === 1 ? one : few.replace("0", left);
  };

  document.addEventListener("visibilitychange", listen);
  listen();
}
