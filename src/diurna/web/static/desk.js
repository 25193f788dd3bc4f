// Keys on every page: / goes to the search, j and k (or n and p) walk along records. Nothing here is needed to read.
const listed = () => [...document.querySelectorAll(".record .quote a, .story .quote a, .found h3 a, .row .number, .passage blockquote a")];

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

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (isTyping(event.target)) return;
  if (event.key === "/") {
    const seek = document.getElementById("seek");
    if (seek === null) return;
    seek.focus();
    event.preventDefault();
  } else if (event.key === "j" || event.key === "n") {
    walk(1);
  } else if (event.key === "k" || event.key === "p") {
    walk(-1);
  }
});
