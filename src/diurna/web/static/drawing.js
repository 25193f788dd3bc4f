// A chart drawn by Vega, whose script comes from the desk after the page can be read. Its expressions are run by its interpreter, never as code.
const DAY = 86_400_000;
let loading = null;
let tip = null;

function vega() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector(".board").dataset.vega;
    script.addEventListener("load", () => resolve(window.vegaEmbed));
    script.addEventListener("error", () => reject(new Error("the script of the charts did not come")));
    document.head.append(script);
  });
  return loading;
}

// Draws a specification in its figure; null where there is nothing to draw. `choose` is called with the conditions of what is pointed at.
export async function draw(figure, spec, choose) {
  const place = figure.querySelector(".drawn");
  if (tip) tip.hidden = true;
  const told = figure.querySelector(".how-many");
  if (spec.usermeta.is_empty) {
    const said = document.createElement("p");
    said.className = "faint";
    said.textContent = spec.usermeta.told;
    place.replaceChildren(said);
    told.textContent = "";
    return null;
  }
  const embed = await vega();
  const fresh = document.createElement("div");
  fresh.className = "vega";
  const { view } = await embed(fresh, spec, { mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: tell, hover: false, config: { aria: false } });
  place.replaceChildren(fresh);
  told.textContent = spec.usermeta.told;
  const has_brush = figure.classList.contains("timeline");
  view.addEventListener("click", (event, item) => {
    if (has_brush) return;
    const pairs = conditions(item?.datum);
    if (pairs) choose(pairs);
  });
  if (has_brush) brush(view, fresh, choose);
  return view;
}

function conditions(datum) {
  if (!datum) return null;
  if (datum.choose) return datum.choose;
  return datum.properties?.code ? [["country", datum.properties.code]] : null;
}

// Days are chosen by drawing over them, or by a click on a bar; a click beside all takes the choice away.
function brush(view, place, choose) {
  let from = null;
  let under = null;
  view.addEventListener("pointerdown", (event, item) => {
    from = event.clientX;
    under = item?.datum?.choose ?? null;
  });
  const settle = (event) => {
    if (!place.isConnected) return removeEventListener("pointerup", settle);
    if (from === null) return;
    const moved = Math.abs(event.clientX - from);
    from = null;
    if (moved < 4) return choose(under ?? []);
    const days = view.signal("days")?.from;
    if (!days) return;
    const [first, last] = [Math.min(...days), Math.max(...days)].map(Number);
    const since = iso(Math.round(first / DAY) * DAY);
    const until = iso(Math.max(Math.round(last / DAY) - 1, Math.round(first / DAY)) * DAY);
    choose([["since", since], ["until", until]]);
  };
  addEventListener("pointerup", settle);
}

export function iso(time) {
  return new Date(time).toISOString().slice(0, 10);
}

// What is pointed at, in words beside the pointer.
function tell(_, event, item, value) {
  if (!value || typeof value !== "object") {
    if (tip) tip.hidden = true;
    return;
  }
  if (!tip) {
    tip = document.createElement("div");
    tip.className = "tip";
    document.body.append(tip);
  }
  tip.replaceChildren();
  for (const [name, words] of Object.entries(value)) {
    if (words === undefined || words === "undefined" || words === "null") continue;
    const row = document.createElement("p");
    const title = document.createElement("span");
    title.className = "faint";
    title.textContent = `${name} `;
    row.append(title, String(words));
    tip.append(row);
  }
  tip.hidden = tip.childElementCount === 0;
  const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
  const top = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${top}px`;
}
