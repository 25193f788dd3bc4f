// Charts that filter each other, the list and the facets. The filter is the address: what is chosen in a chart goes there, and all that the page
// shows follows from it. Without this script the pictures and links that the page comes with remain.
import { draw } from "/static/drawing.js";
import { slide } from "/static/slider.js";

const board = document.querySelector(".board");
const own = JSON.parse(board.dataset.own); // conditions that the page is of: { party: "RUS" }
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map(); // what is drawn in a figure: { view, address, width }
let turn = 0;

const figures = () => [...board.querySelectorAll("figure[data-chart]")];
const here = () => location.pathname + location.search;

// The address of a chart's specification for the width and the theme that the page has now.
function wanted(figure) {
  const address = new URL(figure.dataset.chart, location.href);
  address.searchParams.set("width", String(Math.round(figure.querySelector(".drawn").clientWidth)));
  if (dark.matches) address.searchParams.set("theme", "dark");
  const kept = Object.keys(own).join(",");
  if (kept) address.searchParams.set("keep", kept);
  return address.href;
}

async function redraw(figure) {
  const address = wanted(figure);
  if (drawn.get(figure)?.address === address) return;
  drawn.set(figure, { ...drawn.get(figure), address });
  figure.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const spec = await answer.json();
    if (drawn.get(figure)?.address !== address) return; // something else was chosen meanwhile
    const view = await draw(figure, spec, (pairs) => choose(figure, pairs));
    if (drawn.get(figure)?.address !== address) return void view?.finalize();
    drawn.get(figure).view?.finalize();
    drawn.set(figure, { address, view });
    if (figure.classList.contains("map")) slide(figure, view, spec.usermeta.steps);
  } catch (fault) {
    drawn.delete(figure);
    figure.querySelector(".drawn").replaceChildren(picture(figure));
  }
  figure.removeAttribute("aria-busy");
}

// The picture that the desk draws, where the script of the charts does not come.
function picture(figure) {
  const image = document.createElement("img");
  image.src = dark.matches ? figure.dataset.dark : figure.dataset.svg;
  image.alt = figure.querySelector("h2").textContent;
  return image;
}

// Figures are drawn as they come near.
const nearing = new IntersectionObserver(
  (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => redraw(one.target)),
  { rootMargin: "300px" },
);

function watch() {
  for (const figure of figures()) {
    nearing.unobserve(figure);
    nearing.observe(figure);
  }
}

// Choose what a thing in a chart stands for, or take it away where it is chosen already.
function choose(figure, pairs) {
  const query = new URLSearchParams(location.search);
  const names = figure.dataset.chooses.split(" ");
  if (pairs.length === 0) return go(without(query, names));
  const told = pairs.map(([name, value]) => translated(name, value));
  if (told.includes(null)) return leave(pairs);
  const is_chosen = told.every(([name, value]) => query.getAll(name).includes(value));
  without(query, names);
  if (!is_chosen) for (const [name, value] of told) query.append(name, value);
  go(query);
}

function without(query, names) {
  for (const name of names) if (!(name in own)) query.delete(name);
  query.delete("after");
  query.delete("page");
  return query;
}

// On the page of a party, another one is chosen as the dyad of both. null: it can only be gone to.
function translated(name, value) {
  if (name === "party" && "party" in own) return value === own.party ? null : ["dyad", `${own.party} - ${value}`];
  return name in own ? null : [name, value];
}

// What the page is of cannot be chosen in it: then it leads to the page of the other.
function leave(pairs) {
  const told = Object.fromEntries(pairs);
  if ("since" in told) {
    const query = new URLSearchParams(location.search);
    const rest = query.size ? `?${query}` : "";
    if (told.since === told.until) location.assign(`/days/${told.since}${rest}`);
    else location.assign(`/events?since=${told.since}&until=${told.until}${query.size ? `&${query}` : ""}`);
  } else if ("place" in told) location.assign(`/place?${new URLSearchParams({ name: told.place })}`);
  else if ("country" in told) location.assign(`/place?${new URLSearchParams({ country: told.country })}`);
}

function go(query) {
  if (board.dataset.leads) return location.assign(`${board.dataset.leads}&${query}`);
  const to = location.pathname + (query.size ? `?${query}` : "");
  if (to === here()) return;
  history.pushState(null, "", to);
  refresh();
}

// The page of the new address is asked for, and what depends on the filter is taken from it.
async function refresh() {
  const own_turn = ++turn;
  document.body.setAttribute("aria-busy", "true");
  const answer = await fetch(here(), { headers: { Accept: "text/html" } }).catch(() => null);
  if (own_turn !== turn) return;
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  if (own_turn !== turn) return;
  if (!page?.querySelector(".board")) return location.reload();
  const focused = document.activeElement;
  const was = { part: focused?.closest("[data-fresh]")?.dataset.fresh, words: focused?.textContent };
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
    else part.replaceChildren();
  }
  for (const figure of figures()) {
    const fresh = page.getElementById(figure.id);
    if (fresh) for (const name of ["chart", "svg", "dark"]) figure.dataset[name] = fresh.dataset[name];
  }
  document.title = page.title;
  document.body.removeAttribute("aria-busy");
  if (was.part && !focused.isConnected) refocus(was);
  const told = document.querySelector("[data-fresh='total']");
  document.getElementById("told").textContent = told ? told.textContent.replace(/\s+/g, " ") : "";
  watch();
}

// What had the focus is another element now: the one of the same words, else its part.
function refocus({ part, words }) {
  const fresh = document.querySelector(`[data-fresh="${part}"]`);
  const same = [...(fresh?.querySelectorAll("a, button, summary") ?? [])].find((one) => one.textContent === words);
  if (same) return same.focus({ preventScroll: true });
  fresh?.setAttribute("tabindex", "-1");
  fresh?.focus({ preventScroll: true });
}

// Links to the same page with another filter, and its form, need no new page either.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("main a[href]") : null;
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.dataset.choose) {
    event.preventDefault();
    return void choose(link.closest("figure"), JSON.parse(link.dataset.choose));
  }
  if (link.closest(".tabs")) return; // has other charts
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || to.hash || link.download || link.hasAttribute("download")) return;
  event.preventDefault();
  go(to.searchParams);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "get" || new URL(form.action).pathname !== location.pathname) return;
  event.preventDefault();
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  go(query);
});

// A chart as a table, asked for when it is opened.
document.addEventListener(
  "toggle",
  async (event) => {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.open || !details.dataset.table || details.dataset.is_filled) return;
    details.dataset.is_filled = "true";
    const answer = await fetch(details.dataset.table);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const table = page.querySelector(".told-as-table");
    if (table) details.append(document.adoptNode(table));
  },
  true,
);

// Somebody wrote to the archive: what depends on it is asked for anew; the rest of the page sees to itself.
document.addEventListener("diurna:live", () => {
  for (const [figure, { view }] of drawn) drawn.set(figure, { view, address: "" });
  watch();
});
document.addEventListener("diurna:fresh", watch); // typing.js put another filter's parts in
addEventListener("popstate", refresh);
dark.addEventListener("change", () => figures().forEach(redraw));
let later = 0;
new ResizeObserver(() => {
  clearTimeout(later);
  later = setTimeout(watch, 200);
}).observe(board);
watch();
