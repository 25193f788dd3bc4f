// A report: hovering or focusing a record lights its words, and a word its records; a click on a word goes to its first record.
const marks = [...document.querySelectorAll(".report [data-records]")];
const rows = new Map([...document.querySelectorAll("[data-record]")].map((row) => [row.dataset.record, row]));
const quoting = new Map(marks.map((mark) => [mark, mark.dataset.records.split(" ")]));
let lit = [];

function light(records, isFromText) {
  for (const one of lit) one.classList.remove("lit");
  const wanted = new Set(records);
  lit = isFromText ? records.map((record) => rows.get(record)).filter(Boolean) : marks.filter((mark) => quoting.get(mark).some((record) => wanted.has(record)));
  for (const one of lit) one.classList.add("lit");
  if (isFromText && lit.length > 0) lit[0].scrollIntoView({ block: "nearest" });
}

const isWide = () => matchMedia("(min-width: 60rem)").matches;

for (const [record, row] of rows) {
  row.addEventListener("mouseenter", () => light([record], false));
  row.addEventListener("mouseleave", () => light([], false));
  row.addEventListener("focusin", () => light([record], false));
  row.addEventListener("focusout", () => light([], false));
}
for (const mark of marks) {
  mark.addEventListener("mouseenter", () => { if (isWide()) light(quoting.get(mark), true); });
  mark.addEventListener("mouseleave", () => { if (isWide()) light([], true); });
  mark.addEventListener("focus", () => light(quoting.get(mark), true));
  mark.addEventListener("click", (event) => {
    const row = rows.get(quoting.get(mark)[0]);
    if (row === undefined || mark.tagName === "A") return;
    event.preventDefault();
    location.hash = row.id;
  });
}

// An address that names a record (#e-…, #r-…) lights its words, too.
function lightNamed() {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("[data-record]");
  if (row) light([row.dataset.record], false);
}

addEventListener("hashchange", lightNamed);
lightNamed();

// A claim and its denial are joined by a line beside their records; the references say the same in words.
const list = document.querySelector(".rows");
const SVG = "http://www.w3.org/2000/svg";

function join() {
  document.querySelector(".joins")?.remove();
  const pairs = [...list.querySelectorAll(".reference.denies")].map((link) => [link.closest("[data-record]"), document.querySelector(link.getAttribute("href"))]);
  list.classList.toggle("joined", pairs.length > 0);
  if (pairs.length === 0) return;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "joins");
  svg.setAttribute("aria-hidden", "true");
  for (const [denial, claim] of pairs) {
    const [from, to] = [denial, claim].map((row) => row.offsetTop + 20);
    const path = document.createElementNS(SVG, "path");
    const x = list.offsetLeft;
    path.setAttribute("d", `M ${x + 20} ${from} C ${x + 2} ${from} ${x + 2} ${to} ${x + 20} ${to}`);
    svg.append(path);
    for (const [y, isDenial] of [[from, true], [to, false]]) {
      const end = document.createElementNS(SVG, "circle");
      end.setAttribute("cx", String(x + 19));
      end.setAttribute("cy", String(y));
      end.setAttribute("r", "3.5");
      end.setAttribute("class", isDenial ? "denial" : "claim");
      svg.append(end);
    }
  }
  list.before(svg); // not in the list, which holds records alone
}

if (list !== null) {
  join();
  new ResizeObserver(join).observe(list);
}
