// "why" at a record: its explanation opens below it, from the page that the link leads to.
async function explanationAt(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(".explanation");
  if (found !== null) return document.importNode(found, true);
  const section = document.createElement("section");
  section.className = "explanation";
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "alert");
  notice.textContent = page.querySelector("main p:last-child")?.textContent ?? "The desk did not answer.";
  section.append(notice);
  section.dataset.failed = "";
  return section;
}

async function toggle(link) {
  if (link.getAttribute("aria-busy") === "true") return;
  const row = link.closest(".row");
  const shown = row.querySelector(".explanation");
  if (shown !== null && !("failed" in shown.dataset)) {
    shown.hidden = !shown.hidden;
    link.setAttribute("aria-expanded", String(!shown.hidden));
    return;
  }
  shown?.remove();
  link.setAttribute("aria-busy", "true");
  let section;
  try {
    section = await explanationAt(link.href);
  } catch {
    location.href = link.href; // the browser says what is wrong
    return;
  } finally {
    link.removeAttribute("aria-busy");
  }
  section.id = `why-${row.dataset.record}`;
  row.append(section);
  link.setAttribute("aria-controls", section.id);
  link.setAttribute("aria-expanded", "true");
}

for (const link of document.querySelectorAll(".row .why")) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggle(link);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle(link);
  });
}
