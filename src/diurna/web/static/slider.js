// The map's slider of time: all up to a day, or only the days of one step. Where it stands is in the address, too.
import { iso } from "/static/drawing.js";

const DAY = 86_400_000;
const PAUSE = 700; // milliseconds a step is seen while it plays
const still = matchMedia("(prefers-reduced-motion: reduce)");
const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function slide(figure, view, steps) {
  const form = figure.querySelector(".slider");
  const fresh = form.cloneNode(true); // without what listened to it before
  form.replaceWith(fresh);
  fresh.hidden = !view || !steps;
  if (fresh.hidden) return;
  const range = fresh.querySelector("input[type=range]");
  const only = fresh.querySelector("input[type=checkbox]");
  const play = fresh.querySelector("button");
  const said = fresh.querySelector("output");
  const first = Date.parse(steps.first);
  const end = (step) => Math.min(first + (step + 1) * steps.days * DAY - DAY, Date.parse(steps.last));
  let playing = 0;

  range.max = String(steps.many - 1);
  const query = new URLSearchParams(location.search);
  only.checked = query.has("back");
  const at = query.get("at");
  const asked = at ? Math.floor((Date.parse(at) - first) / DAY / steps.days) : steps.many - 1;
  range.value = String(Math.max(0, Math.min(steps.many - 1, asked)));

  function show() {
    const step = Number(range.value);
    const until = long.format(end(step));
    const words = only.checked ? `${long.format(first + step * steps.days * DAY)} to ${until}` : `up to ${until}`;
    said.textContent = words;
    range.setAttribute("aria-valuetext", words);
    const is_all = step === steps.many - 1 && !only.checked;
    if (!is_all || view.is_slid) set(view, steps, is_all ? null : step, only.checked);
  }

  function keep() {
    const step = Number(range.value);
    const is_all = step === steps.many - 1 && !only.checked;
    const to = new URL(location.href);
    put(to, is_all ? null : iso(end(step)), only.checked ? steps.days : null);
    history.replaceState(null, "", to);
    for (const link of figure.querySelectorAll("figcaption a")) {
      const address = new URL(link.href);
      put(address, is_all ? null : iso(end(step)), only.checked ? steps.days : null);
      link.href = address.href;
    }
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    play.textContent = still.matches ? "Next" : "Play";
  }

  function forward() {
    const step = Number(range.value);
    range.value = String(step >= steps.many - 1 ? 0 : step + 1);
    show();
    if (playing && Number(range.value) === steps.many - 1) {
      stop();
      keep();
    }
  }

  range.addEventListener("input", () => (stop(), show()));
  range.addEventListener("change", keep);
  only.addEventListener("change", () => (show(), keep()));
  play.addEventListener("click", () => {
    if (still.matches) return (forward(), keep());
    if (playing) return (stop(), keep());
    play.textContent = "Pause";
    playing = setInterval(() => (fresh.isConnected ? forward() : stop()), PAUSE);
    forward();
  });
  stop();
  show();
}

function put(address, at, back) {
  address.searchParams.delete("at");
  address.searchParams.delete("back");
  if (at) address.searchParams.set("at", at);
  if (back) address.searchParams.set("back", String(back));
}

// The circles of all up to a step (null: of everything), or of the step alone.
function set(view, steps, step, is_only) {
  const count = (counts) => (step === null ? counts.reduce((a, b) => a + b, 0) : is_only ? counts[step] : counts.slice(0, step + 1).reduce((a, b) => a + b, 0));
  const rows = [];
  const seen = new Map();
  view.all_circles ??= view.data("circles").map((one) => ({ ...one }));
  view.all_names ??= { names: kept(view, "names"), halos: kept(view, "halos") };
  const most = is_only ? Math.max(1, ...steps.places.flatMap((place) => sums(place, steps.many))) : steps.most;
  for (const { counts, ...place } of steps.places) {
    let within = 0;
    for (const quad of steps.order) {
      const records = counts[quad] ? count(counts[quad]) : 0;
      if (!records) continue;
      within += records;
      rows.push({ ...place, quad, records, up_to: within, size: (steps.full * within) / most });
    }
    if (within) seen.set(`${place.lat} ${place.lon} ${place.place}`, (steps.full * within) / most);
  }
  rows.sort((one, other) => other.up_to - one.up_to);
  replace(view, "circles", step === null ? view.all_circles : rows);
  for (const [name, all] of Object.entries(view.all_names)) {
    const named = all
      .filter((one) => seen.has(`${one.lat} ${one.lon} ${one.name}`))
      .map((one) => ({ ...one, radius: Math.sqrt(seen.get(`${one.lat} ${one.lon} ${one.name}`) / Math.PI) }));
    replace(view, name, step === null ? all : named);
  }
  view.is_slid = step !== null;
  view.runAsync();
}

function sums(place, many) {
  const found = new Array(many).fill(0);
  for (const counts of Object.values(place.counts)) counts.forEach((records, step) => (found[step] += records));
  return found;
}

function kept(view, name) {
  try {
    return view.data(name).map((one) => ({ ...one }));
  } catch {
    return []; // a map without names
  }
}

function replace(view, name, rows) {
  if (rows.length === 0 && kept(view, name).length === 0) return;
  view.data(name, rows.map((one) => ({ ...one })));
}
