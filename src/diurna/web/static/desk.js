// Keys on every page, told by ?: / goes to the search, arrows or j and k (or n and p) walk along what is listed. Nothing here is needed to read.
const listed = () => [...document.querySelectorAll(".record .quote a, .story .quote a, .found h3 a, .row .number, .passage blockquote a")];
const search = () => document.getElementById("q") ?? document.getElementById("seek");
const keys = document.getElementById("keys");
const shower = document.getElementById("show-keys");

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function walk(step) {
  const links = listed();
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
}

// Arrows scroll, unless something listed has the focus already, or the search has it.
function isAmongListed(target) {
  return target instanceof HTMLElement && (target.type === "search" || listed().includes(target));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys?.open) return;
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && isAmongListed(event.target)) {
    if (event.target.type === "search" && (event.key === "ArrowUp" || listed().length === 0)) return;
    if (event.key === "ArrowUp" && listed()[0] === event.target) search()?.focus();
    else walk(event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    return;
  }
  if (event.key === "Escape") {
    if (isTyping(event.target)) event.target.blur();
    else if (listed().includes(event.target)) search()?.focus();
  }
  if (isTyping(event.target)) return;
  if (event.key === "/") {
    const field = search();
    if (field === null) return;
    field.focus();
    field.select();
    event.preventDefault();
  } else if (event.key === "j" || event.key === "n") {
    walk(1);
  } else if (event.key === "k" || event.key === "p") {
    walk(-1);
  } else if (event.key === "?" && keys !== null) {
    keys.showModal();
    event.preventDefault();
  }
});

if (shower !== null) {
  shower.hidden = false;
  shower.addEventListener("click", () => keys.showModal());
}
