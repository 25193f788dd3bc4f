// New records come without a reload. The desk tells that somebody wrote (server-sent events, changes.py); this page asks for itself anew, puts the records
// that it has not on top, and says so. What is being read stays where it is. Nothing is asked while the page is hidden.
const SOONEST = 3000; // milliseconds between two askings; more where the answer takes long
const LONGEST_WAIT = 300000;
const MOST_SHOWN = 300; // items that a list grows to

let known = document.querySelector('meta[name="archive-state"]')?.content ?? "";
let source = null;
let wait = 10000;
let asked = 0;
let pause = SOONEST;
let timer = null;
let heard = 0; // records that came and were not seen to yet

function listen() {
  if (source !== null || document.hidden) return;
  source = new EventSource(`/changes?known=${encodeURIComponent(known)}`);
  source.addEventListener("open", () => { wait = 10000; });
  source.addEventListener("change", () => soon());
  source.addEventListener("error", () => {
    if (source === null || source.readyState !== EventSource.CLOSED) return; // else the browser comes again by itself
    source = null;
    setTimeout(listen, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  });
}

function rest() {
  source?.close();
  source = null;
  clearTimeout(timer);
  timer = null;
}

function soon() {
  if (timer !== null) return;
  timer = setTimeout(refresh, Math.max(0, asked + pause - performance.now()));
}

async function refresh() {
  asked = performance.now();
  const address = location.href;
  let page;
  try {
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok || answer.redirected) return;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // the stream tells when the desk is there again
  } finally {
    timer = null;
    pause = Math.max(SOONEST, 5 * (performance.now() - asked));
  }
  if (address !== location.href || document.querySelector('[data-live="list"]') === null) return; // another filter, or further down a list
  known = page.querySelector('meta[name="archive-state"]')?.content ?? known;
  const came = cameSince(page);
  const shown = holding(() => renew(page));
  if (came > 0 || shown > 0) tell(Math.max(came, shown), shown, page);
  document.dispatchEvent(new CustomEvent("diurna:live", { detail: { came, shown } }));
}

const counted = (page) => Number(page.querySelector("[data-count]")?.dataset.count ?? 0);

function cameSince(page) {
  return counted(page) - counted(document);
}

// Take over what changed: whole parts, and of lists what is new. How many are new in the page's own list.
function renew(page) {
  let added = 0;
  for (const own of document.querySelectorAll("[data-live]")) {
    const other = page.getElementById(own.id);
    if (other === null) continue;
    for (const [name, value] of Object.entries(other.dataset)) own.dataset[name] = value;
    if (own.dataset.live === "list") {
      const came = merge(own, other);
      if (own.id === "live-list") added += came; // of the other lists nothing is said
    } else if (!isSame(own, other) && !own.contains(document.activeElement)) take(own, other);
  }
  return added;
}

function isSame(own, other) {
  return own.childNodes.length === other.childNodes.length && [...own.childNodes].every((node, n) => node.isEqualNode(other.childNodes[n]));
}

function take(own, other) {
  own.replaceChildren(...[...other.childNodes].map((node) => document.importNode(node, true)));
}

function merge(own, other) {
  const [list, next] = [own.querySelector("ol"), other.querySelector("ol")];
  if (next === null) return 0;
  if (list === null) {
    take(own, other);
    return next.children.length;
  }
  const there = new Map([...list.children].map((item) => [item.dataset.key, item]));
  let before = null;
  let added = 0;
  for (const item of next.children) {
    let one = there.get(item.dataset.key);
    if (one === undefined) {
      one = document.importNode(item, true);
      one.classList.add("new");
      if (before === null) list.prepend(one);
      else before.after(one);
      added += 1;
    } else if (!isSame(one, item) && !one.contains(document.activeElement)) {
      take(one, item);
    }
    before = one;
  }
  while (list.children.length > MOST_SHOWN && list.lastElementChild.getBoundingClientRect().top > innerHeight) list.lastElementChild.remove();
  return added;
}

// Do something without moving what is read. At the very top, with neither pointer nor focus in a list, nothing is being read there yet: new items push the others down.
function holding(change) {
  const items = [...document.querySelectorAll('[data-live="list"] li[data-key]')];
  const isRead = scrollY > 0 || document.querySelector('[data-live="list"]:hover, [data-live="list"]:focus-within') !== null;
  const focused = document.activeElement?.closest?.("li[data-key]");
  const held = focused ?? items.find((item) => item.getBoundingClientRect().bottom > 0);
  if (!isRead || held === undefined) return change();
  const root = document.documentElement;
  root.classList.add("settling");
  const top = held.getBoundingClientRect().top;
  const result = change();
  scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove("settling")));
  return result;
}

const news = document.createElement("div");
news.className = "news";
news.setAttribute("role", "status"); // polite, and there before it says anything
document.body.append(news);

function tell(came, shown, page) {
  heard += came;
  const [one, many] = (document.querySelector("[data-things]")?.dataset.things ?? "record records").split(" ");
  const words = document.createElement("span");
  words.textContent = `${heard.toLocaleString("en")} new ${heard === 1 ? one : many}`;
  const first = document.querySelector(".new");
  const show = document.createElement("button");
  show.type = "button";
  if (first !== null) {
    show.textContent = "See them";
    show.addEventListener("click", () => {
      const latest = document.querySelector(".new .quote a");
      latest?.focus({ preventScroll: true });
      latest?.closest("li").scrollIntoView({ block: "center" });
      clear();
    });
  } else {
    show.textContent = "Load the page";
    show.addEventListener("click", () => location.reload());
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", "Close");
  close.textContent = "✕";
  close.addEventListener("click", clear);
  news.classList.add("shown");
  const isBelow = first === null && page.querySelector('[data-live="list"] ol') !== null;
  news.replaceChildren(words, ...(isBelow ? [] : [show]), close);
  if (isBelow) words.textContent += ", further down by their day";
}

function clear() {
  heard = 0;
  news.classList.remove("shown");
  news.replaceChildren();
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
