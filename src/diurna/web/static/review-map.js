// The place of a correction: a point on the map, or a place that the archive knows by its name.
const map = document.getElementById("map");
const byId = (id) => document.getElementById(id);
const WORLD = [-180, -90, 360, 180];

if (map !== null) {
  const svg = map.querySelector("svg");
  const pin = svg.querySelector(".pin");
  const [lat, lon] = [byId("place-lat"), byId("place-lon")];
  let view = [...WORLD];

  const number = (input) => (input.value.trim() === "" ? null : Number(input.value));

  function show() {
    svg.setAttribute("viewBox", view.join(" "));
    const [y, x] = [number(lat), number(lon)];
    pin.toggleAttribute("hidden", x === null || y === null || Number.isNaN(x + y));
    if (pin.hasAttribute("hidden")) return;
    pin.setAttribute("transform", `translate(${x} ${-y}) scale(${view[2] / 360})`);
    byId("point").textContent = `latitude ${y}, longitude ${x}`;
  }

  function put(x, y) {
    const digits = view[2] > 90 ? 1 : view[2] > 9 ? 2 : 3;
    lon.value = Math.max(-180, Math.min(180, x)).toFixed(digits);
    lat.value = Math.max(-90, Math.min(90, y)).toFixed(digits);
    byId("place-geonameid").value = "";
    show();
  }

  function zoom(factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) {
    const width = Math.max(2, Math.min(360, view[2] / factor));
    const left = Math.max(-180, Math.min(180 - width, x - width / 2));
    const top = Math.max(-90, Math.min(90 - width / 2, y - width / 4));
    view = [left, top, width, width / 2];
    show();
  }

  map.hidden = false;
  map.addEventListener("toggle", () => {
    const image = svg.querySelector("image");
    if (!image.hasAttribute("href")) image.setAttribute("href", svg.dataset.src);
    if (number(lat) !== null && number(lon) !== null) zoom(6, number(lon), -number(lat));
    show();
  });
  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect();
    put(view[0] + (event.clientX - box.left) / box.width * view[2], -(view[1] + (event.clientY - box.top) / box.height * view[3]));
  });
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    put((number(lon) ?? 0) + step[0] * view[2] / 60, (number(lat) ?? 0) + step[1] * view[2] / 60);
  });
  for (const button of map.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const [x, y] = [number(lon), number(lat)];
      if (x !== null && y !== null) zoom(Number(button.dataset.zoom), x, -y);
      else zoom(Number(button.dataset.zoom));
    });
  }
  for (const input of [lat, lon]) input.addEventListener("input", show);
}

// Places that the archive knows, as their name is written.
const place = byId("place-name");
const known = byId("known");
let asked = 0;

async function seek() {
  const words = place.value.trim();
  const turn = ++asked;
  if (words.length < 2) { known.hidden = true; return; }
  const answer = await fetch(`/api/v1/reviews/places?q=${encodeURIComponent(words)}`);
  if (!answer.ok || turn !== asked) return;
  const { places } = await answer.json();
  known.replaceChildren(...places.slice(0, 8).map((one) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = [one.name, one.country].filter(Boolean).join(", ");
    button.addEventListener("click", () => {
      place.value = one.name;
      byId("place-country").value = one.country ?? "";
      byId("place-lat").value = String(one.lat);
      byId("place-lon").value = String(one.lon);
      byId("place-geonameid").value = "";
      byId("place-lat").dispatchEvent(new Event("input"));
      known.hidden = true;
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  known.hidden = places.length === 0;
}

place?.addEventListener("input", () => { seek().catch(() => { known.hidden = true; }); });
