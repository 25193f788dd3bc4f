// Results as one types: after a short pause the page of what the form says is asked for, and what follows from it is put in the place of what was there.
// What is being typed in keeps the focus; the address follows; the number of results is said. Fields of parties, places and publishers are completed
// with what the archive knows. Without this script the form is sent as any other.
const PAUSE = 250; // milliseconds without a key before something is asked
const MOST_NAMES = 12;
let timer = 0;
let asked = null; // the request on its way

const asksOf = (within) => new URLSearchParams([...new FormData(within)].filter(([, value]) => value !== ""));
const current = () => document.querySelector("form[data-typing]");

async function ask(query, isNew) {
  asked?.abort();
  const own = (asked = new AbortController());
  const to = location.pathname + (query.size ? `?${query}` : "");
  if (to === location.pathname + location.search) return;
  document.body.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(to, { signal: own.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (own.signal.aborted) return;
    if (!answer.ok) return void say(page.querySelector("main p bdi")?.textContent ?? "nothing was found"); // half a phrase: the results stay
    history[isNew ? "pushState" : "replaceState"](null, "", to);
    const total = (page.querySelector("[data-total]") ?? page.querySelector("h1")).textContent; // before it goes into this page
    renew(page);
    say(total);
  } catch (fault) {
    if (fault.name !== "AbortError") say("the desk does not answer");
  } finally {
    if (asked === own) document.body.removeAttribute("aria-busy");
  }
}

function say(words) {
  const told = document.getElementById("told");
  if (told !== null) told.textContent = words.replace(/\s+/g, " ").trim();
}

// Parts that hold the form stay, but for what stands after the form in them and for its hidden fields.
function renew(page) {
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
    if (fresh === null) part.replaceChildren();
    else if (part.contains(current())) renewAround(part, fresh);
    else part.replaceWith(document.adoptNode(fresh));
  }
  if (!document.querySelector("[data-fresh] form[data-typing]")) renewHidden(page);
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const fresh = page.getElementById(figure.id);
    if (fresh) for (const name of ["chart", "svg", "dark"]) figure.dataset[name] = fresh.dataset[name];
  }
  document.title = page.title;
  document.dispatchEvent(new Event("diurna:fresh"));
}

function renewAround(part, fresh) {
  renewHidden(fresh);
  const rest = [...fresh.children].filter((one) => !one.matches("form[data-typing]"));
  for (const one of [...part.children]) if (one !== current()) one.remove();
  part.append(...rest.map((one) => document.adoptNode(one)));
}

function renewHidden(page) {
  for (const field of current().querySelectorAll("input[type=hidden]")) field.remove();
  current().append(...[...page.querySelectorAll("form[data-typing] input[type=hidden]")].map((one) => document.adoptNode(one)));
}

function later(query) {
  clearTimeout(timer);
  timer = setTimeout(() => ask(query(), false), PAUSE);
}

document.addEventListener("input", (event) => {
  if (!(event.target instanceof HTMLElement) || event.target.closest("form[data-typing]") === null) return;
  if (event.target.dataset.names) complete(event.target);
  later(() => asksOf(current()));
});

// Where no charts see to it (board.js), links that narrow need no new page either.
if (document.querySelector(".board") === null) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".facet a[href], .conditions a[href]") : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (to.pathname !== location.pathname) return;
    event.preventDefault();
    ask(to.searchParams, true).then(() => fill(to.searchParams));
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== current()) return;
    event.preventDefault();
    clearTimeout(timer);
    ask(asksOf(current()), true);
  });
  addEventListener("popstate", () => location.reload());
}

// The form says what the address says.
function fill(query) {
  for (const field of current().querySelectorAll("input:not([type=hidden]), select")) {
    field.value = query.get(field.name) ?? "";
  }
}

// Names for a field: asked for by what was typed, shown by the browser's own list.
async function complete(field) {
  const told = field.value.trim();
  const list = listOf(field);
  if (told.length === 0) return list.replaceChildren();
  if ([...list.options].some((one) => one.value === field.value)) return; // chosen from the list
  const query = new URLSearchParams({ of: field.dataset.names, q: told, limit: String(MOST_NAMES) });
  const answer = await fetch(`/api/v1/names?${query}`).catch(() => null);
  if (!answer?.ok || field.value.trim() !== told) return;
  const { names } = await answer.json();
  list.replaceChildren(
    ...names.map(({ value, label, events }) => {
      const option = document.createElement("option");
      option.value = value;
      option.label = `${label === value ? "" : `${label}, `}${events.toLocaleString("en")}`;
      return option;
    }),
  );
}

function listOf(field) {
  const id = `names-${field.id}`;
  const known = document.getElementById(id);
  if (known !== null) return known;
  const list = document.createElement("datalist");
  list.id = id;
  document.body.append(list);
  field.setAttribute("list", id);
  return list;
}
