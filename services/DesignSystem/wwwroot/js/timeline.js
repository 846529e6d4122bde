// Arrow keys between the activities of a day: up and down in a column, left and right to what is nearest in time. Tab works without this.
for (const grid of document.querySelectorAll(".timeline")) {
  grid.addEventListener("keydown", event => {
    const here = event.target.closest(".block a");
    const columns = [...grid.querySelectorAll(".blocks")].map(column => [...column.querySelectorAll("a")]);
    if (!here) {
      if (event.key === "ArrowDown" && event.target === grid) move(event, columns[0]?.[0]);
      return;
    }

    const column = columns.findIndex(links => links.includes(here));
    const at = columns[column].indexOf(here);
    const top = here.getBoundingClientRect().top;
    const nearest = links => links?.toSorted((one, other) => distance(one) - distance(other))[0];
    const distance = link => Math.abs(link.getBoundingClientRect().top - top);
    switch (event.key) {
      case "ArrowDown": return move(event, columns[column][at + 1]);
      case "ArrowUp": return move(event, columns[column][at - 1]);
      case "ArrowRight": return move(event, nearest(columns[column + 1]));
      case "ArrowLeft": return move(event, nearest(columns[column - 1]));
    }
  });
}

function move(event, to) {
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
}
