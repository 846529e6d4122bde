// Moves an activity in the grid by hand or by arrow keys. The server is asked whether it goes before it is dropped; dropping sends the same form
// as the page has for everybody.
const grid = document.querySelector('.schedule');
const form = document.getElementById('move');
const told = document.getElementById('try');
const minutesARow = 15;
const mostSteps = 10;
const columns = [...grid.querySelectorAll('.lane-column')];
const rows = Number(grid.dataset.rows);
let held = null;
let asking = null;
let timer = 0;

for (const block of grid.querySelectorAll('.block[data-movable]')) {
  block.addEventListener('pointerdown', event => event.button === 0 && event.pointerType !== 'touch' && follow(block, event));
  block.addEventListener('keydown', event => byKey(block, event));
  block.addEventListener('click', event => { if (block.dataset.dragged) { event.preventDefault(); delete block.dataset.dragged; } });
  block.addEventListener('blur', () => held?.block === block && !held.pointer && !held.sending && putBack());
}

function take(block, pointer) {
  const column = block.closest('.lane-column');
  held = { block, pointer, from: column, column, start: Number(block.dataset.row), row: Number(block.dataset.row), length: Number(block.dataset.span), span: Number(block.dataset.span), next: block.nextSibling, parent: block.parentNode };
  block.classList.add('held');
}

function follow(block, down) {
  const top = down.clientY - block.getBoundingClientRect().top;
  const move = event => {
    if (!held && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 6) return;
    if (!held) take(block, true);
    const column = columns.find(each => { const box = each.getBoundingClientRect(); return event.clientX >= box.left && event.clientX < box.right; }) ?? held.column;
    const box = column.querySelector('.blocks').getBoundingClientRect();
    place(column, 1 + Math.round((event.clientY - top - box.top) / (box.height / rows)));
  };
  const stop = drop => {
    document.removeEventListener('pointermove', move);
    document.removeEventListener('pointerup', up);
    document.removeEventListener('keydown', escape);
    if (!held) return;
    block.dataset.dragged = 'true';
    drop ? send() : putBack();
  };
  const up = () => stop(true);
  const escape = event => event.key === 'Escape' && stop(false);
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', up);
  document.addEventListener('keydown', escape);
}

function byKey(block, event) {
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  if (step && event.shiftKey && !step[0]) {
    event.preventDefault();
    if (!held) take(block, false);
    resize(held.span + step[1]);
  } else if (step) {
    event.preventDefault();
    if (!held) take(block, false);
    place(columns[Math.min(columns.length - 1, Math.max(0, columns.indexOf(held.column) + step[0]))], held.row + step[1]);
  } else if (held && event.key === 'Enter') {
    event.preventDefault();
    send();
  } else if (held && event.key === 'Escape') {
    event.preventDefault();
    putBack();
  }
}

function place(column, row) {
  row = Math.min(rows, Math.max(1, row));
  if (column === held.column && row === held.row) return;
  held.column = column;
  held.row = row;
  const focused = document.activeElement === held.block;
  if (held.block.parentNode !== column.querySelector('.blocks')) {
    const { sending } = held;
    held.sending = true;
    column.querySelector('.blocks').append(held.block);
    if (focused) held.block.focus();
    held.sending = sending;
  }
  held.block.style.gridRowStart = row;
  held.block.classList.remove('clashes', 'goes');
  clearTimeout(timer);
  timer = setTimeout(ask, 120);
}

function resize(span) {
  span = Math.min(rows - held.row + 1, Math.max(1, span));
  if (span === held.span) return;
  held.span = span;
  held.block.style.gridRowEnd = `span ${span}`;
  held.block.classList.remove('clashes', 'goes');
  clearTimeout(timer);
  timer = setTimeout(ask, 120);
}

function wanted() {
  const minutes = Number(grid.dataset.firstHour) * 60 + (held.row - 1) * minutesARow;
  // Down the grid it may be past midnight.
  const start = new Date(`${held.column.dataset.day}T00:00Z`);
  start.setUTCMinutes(minutes);
  const { from, column } = held;
  return {
    activity: held.block.dataset.id,
    startsAt: start.toISOString().slice(0, 16),
    minutes: held.span === held.length ? '' : String((held.span - held.length) * minutesARow),
    venueId: column === from ? '' : column.dataset.venue ?? '',
    fromHost: column === from ? '' : from.dataset.host ?? '',
    toHost: column === from ? '' : column.dataset.host ?? '',
  };
}

// From when, and until when where the length is another.
function hours(move) {
  const ends = Number(grid.dataset.firstHour) * 60 + (held.row - 1 + held.span) * minutesARow;
  const until = move.minutes ? `–${clock(ends)}` : '';
  return clock(Number(move.startsAt.slice(11, 13)) * 60 + Number(move.startsAt.slice(14))) + until;
}

// As the page writes times: 08.30 in Swedish, 08:30 in English.
function clock(minutes) {
  const two = number => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}${document.documentElement.lang === 'sv' ? '.' : ':'}${two(minutes % 60)}`;
}

async function ask() {
  if (!held) return;
  asking?.abort();
  asking = new AbortController();
  const move = wanted();
  say(`${hours(move)} ${held.column.querySelector('h2').textContent}: ${grid.dataset.asks}`);
  try {
    const query = new URLSearchParams(Object.entries(move).filter(([, value]) => value));
    const address = new URL(grid.dataset.try, location.href);
    for (const [name, value] of query) address.searchParams.set(name, value);
    const answer = await fetch(address, { signal: asking.signal, headers: { Accept: 'application/json' } });
    if (!answer.ok || !held) return say('');
    const { clashes, reasons, times } = await answer.json();
    held.block.classList.toggle('clashes', clashes);
    held.block.classList.toggle('goes', !clashes);
    const at = `${hours(move)} ${held.column.querySelector('h2').textContent}: `;
    say(at + (clashes ? `${grid.dataset.clash}. ${reasons.join(' ')} ${times.length ? `${grid.dataset.instead}: ${times.join('; ')}` : ''}` : grid.dataset.free));
    told.classList.toggle('bad', clashes);
  } catch (fault) {
    if (fault.name !== 'AbortError') say('');
  }
}

function send() {
  clearTimeout(timer);
  asking?.abort();
  if (held.column === held.from && held.row === held.start && held.span === held.length) return putBack();
  held.sending = true;
  const move = wanted();
  for (const [name, value] of Object.entries(move)) form.elements[name].value = value;
  form.submit();
}

function putBack() {
  clearTimeout(timer);
  asking?.abort();
  const { block, parent, next } = held;
  held = null;
  parent.insertBefore(block, next?.parentNode === parent ? next : null);
  block.style.gridRowStart = '';
  block.style.gridRowEnd = '';
  block.classList.remove('held', 'goes', 'clashes');
  say('');
}

function say(text) {
  told.textContent = text;
  told.classList.remove('bad');
}

// Undo for ten steps: the page has the last one, the session the ones before.
const key = 'schedule-undo';
const undo = document.getElementById('undo');
const steps = JSON.parse(sessionStorage.getItem(key) ?? '[]');
if (undo && undo.elements.activity) {
  const step = Object.fromEntries(new FormData(undo));
  if (sessionStorage.getItem(`${key}-done`)) {
    sessionStorage.removeItem(`${key}-done`);
    const before = steps.at(-1);
    if (before) {
      for (const [name, value] of Object.entries(before)) {
        if (name !== 'key') undo.elements[name].value = value;
      }
    } else {
      undo.querySelector('button').hidden = true;
    }
  } else if (steps.at(-1)?.key !== step.key) {
    steps.push(step);
    sessionStorage.setItem(key, JSON.stringify(steps.slice(-mostSteps)));
  }
  undo.addEventListener('submit', () => {
    steps.pop();
    sessionStorage.setItem(key, JSON.stringify(steps));
    sessionStorage.setItem(`${key}-done`, 'true');
  });
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !held && !event.target.matches('input, textarea') && !undo.querySelector('button').hidden) {
      event.preventDefault();
      undo.requestSubmit();
    }
  });
}
