"use strict";
// Draws the page from the JSON that it carries: filters, total, map, time series, incidents, contradictions, changes.
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const PAGE = 100; // incidents shown at first, and more at each click
const $ = (id) => document.getElementById(id);
let shown = PAGE;

function element(name, attributes = {}, ...children) {
  const made = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const LABEL = 76; // the width of a day's name below the time series
const format = (n) => (n === null || n === undefined ? "?" : n.toLocaleString("en"));
const days = (i) => (!i.date_start ? `by ${i.date_end}` : i.date_start === i.date_end ? i.date_start : `${i.date_start} to ${i.date_end}`);
const place = (i) => (i.is_multi_admin1 ? `several provinces, ${i.country}` : [...new Set([i.place_name, i.admin1, i.country])].filter(Boolean).join(", ") || "not told");
const onMap = (i) => i.lat !== null && ["facility", "town", "district"].includes(i.place_precision);
const toll = (low, high) => (low === null && high === null ? "" : high === null ? `at least ${low}` : low === null ? `at most ${high}` : low === high ? format(low) : `${format(low)} to ${format(high)}`);

function chosen() {
  const [country, admin1] = $("place").value.split("|");
  const from = $("from").value, to = $("to").value;
  return data.incidents
    .filter((i) => (!country || i.country === country) && (!admin1 || i.admin1_code === admin1))
    .filter((i) => (!from || i.date_end >= from) && (!to || (i.date_start || i.date_end) <= to))
    .map((i) => ({ ...i, told: (i.numbers[$("outcome").value] || {})[$("policy").value] }))
    .filter((i) => i.told)
    .map((i) => ({ ...i, people: i.told[0], low: i.told[1], high: i.told[2], imputed: i.told[3] }));
}

const sum = (list, key) => list.reduce((total, i) => total + (i[key] || 0), 0);

function total(list) {
  const imputed = list.filter((i) => i.imputed).length;
  $("total").replaceChildren(
    element("b", {}, format(sum(list, "people"))), ` ${$("outcome").value}, low ${format(sum(list, "low"))}, high ${format(sum(list, "high"))}, in ${format(list.length)} incidents` +
    (imputed ? `; in ${imputed} of them the policy put the number in` : ""));
}

function map(list) {
  const placed = list.filter(onMap), svg = $("map");
  const country = $("place").value.split("|")[0];
  const shapes = data.shapes.filter((s) => !country || s.country === country);
  const byProvince = new Map();
  for (const i of list) if (i.admin1_code) byProvince.set(i.admin1_code, (byProvince.get(i.admin1_code) || 0) + (i.people || 0));
  const most = Math.max(1, ...byProvince.values());
  const paths = shapes.map((s) => {
    const people = byProvince.get(s.code);
    const attributes = people ? { d: s.path, class: "told", style: `--share: ${Math.round(15 + 45 * Math.sqrt(people / most))}%` } : { d: s.path };
    return element("svg:path", attributes, element("svg:title", {}, people ? `${s.name}: ${format(people)}` : s.name));
  });
  const byTown = new Map();
  for (const i of placed) {
    const key = `${i.lat},${i.lon}`;
    if (!byTown.has(key)) byTown.set(key, []);
    byTown.get(key).push(i);
  }
  svg.replaceChildren(...paths);
  if (!paths.length) { svg.setAttribute("viewBox", "0 0 10 1"); return; }
  const told = paths.filter((p) => p.classList.contains("told"));
  const box = frame((told.length ? told : paths).map((p) => p.getBBox()), placed);
  // Degrees of longitude are narrower away from the equator.
  const squeeze = Math.cos(((box.y + box.height / 2) * Math.PI) / 180);
  const group = element("svg:g", { transform: `scale(${squeeze} 1)` }, ...paths);
  svg.setAttribute("viewBox", `${box.x * squeeze} ${box.y} ${box.width * squeeze} ${box.height}`);
  const unit = Math.max(box.width * squeeze, box.height) / 100;
  const largest = Math.max(1, ...[...byTown.values()].map((group) => sum(group, "people")));
  const circles = [...byTown.values()].sort((a, b) => sum(b, "people") - sum(a, "people")).map((group) => element(
    "svg:circle",
    { cx: group[0].lon * squeeze, cy: -group[0].lat, r: unit * (0.6 + 3.4 * Math.sqrt(sum(group, "people") / largest)) },
    element("svg:title", {}, `${group[0].place_name}: ${format(sum(group, "people"))} ${$("outcome").value} in ${group.length} incidents`)));
  svg.replaceChildren(group, ...circles);
  const off = list.filter((i) => !onMap(i) && !i.admin1_code);
  $("off-map").textContent = "Circles: by town. Shading: by province, what is known to the province only included." +
    (off.length ? ` Not on the map: ${format(sum(off, "people"))} in ${format(off.length)} incidents of which no province is told, or several.` : "");
}

function frame(boxes, points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x, y) => { left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); };
  for (const b of boxes) { take(b.x, b.y); take(b.x + b.width, b.y + b.height); }
  for (const i of points) take(i.lon, -i.lat);
  const margin = Math.max(right - left, bottom - top) * 0.06;
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}

function series(list) {
  const svg = $("series"), width = 720, height = 200, left = 44, base = 175;
  const byDay = new Map();
  for (const i of list) {
    const day = i.date_end;
    if (!byDay.has(day)) byDay.set(day, { sure: 0, open: 0, low: 0, high: 0 });
    const at = byDay.get(day);
    at[i.date_start && i.date_start === i.date_end ? "sure" : "open"] += i.people || 0;
    at.low += i.low || 0;
    at.high += i.high || 0;
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  if (!byDay.size) return;
  const all = [...byDay.keys()].sort(), day0 = Date.parse(all[0]), span = Math.max(1, (Date.parse(all.at(-1)) - day0) / 864e5 + 1);
  const most = Math.max(1, ...[...byDay.values()].map((d) => Math.max(d.high, d.sure + d.open)));
  // A single "thousands" must not flatten the rest: above a hundred the axis is a square root.
  const scale = most > 100 ? Math.sqrt : (v) => v;
  const y = (value) => base - (scale(value) / scale(most)) * (base - 14);
  const slot = (width - left - 8) / span, bar = Math.max(2, Math.min(28, slot * 0.7));
  svg.append(element("svg:line", { class: "axis", x1: left, x2: width, y1: base, y2: base }));
  for (const value of [...new Set([most, Math.round(most / (most > 100 ? 4 : 2))])].filter((v) => v > 0)) {
    svg.append(element("svg:line", { class: "axis", x1: left, x2: width, y1: y(value), y2: y(value) }),
      element("svg:text", { x: left - 5, y: y(value) + 4, "text-anchor": "end" }, format(value)));
  }
  for (const day of all) {
    const at = byDay.get(day), x = left + ((Date.parse(day) - day0) / 864e5 + 0.5) * slot;
    const title = `${day}: ${format(at.sure + at.open)} (${toll(at.low, at.high)})`;
    if (at.sure) svg.append(element("svg:rect", { x: x - bar / 2, width: bar, y: y(at.sure), height: base - y(at.sure) }, element("svg:title", {}, title)));
    if (at.open) svg.append(element("svg:rect", { class: "open", x: x - bar / 2, width: bar, y: y(at.sure + at.open), height: Math.max(1, y(at.sure) - y(at.sure + at.open)) }, element("svg:title", {}, title)));
    if (at.high > at.low) svg.append(element("svg:line", { x1: x, x2: x, y1: y(at.low), y2: y(at.high) }, element("svg:title", {}, title)));
  }
  const labels = all.length < 4 ? all : [all[0], all.at(-1), all[Math.floor(all.length / 2)]];
  const taken = [];
  for (const day of labels) {
    const x = Math.min(width - 34, left + ((Date.parse(day) - day0) / 864e5 + 0.5) * slot);
    if (taken.some((other) => Math.abs(x - other) < LABEL)) continue;
    taken.push(x);
    svg.append(element("svg:text", { x, y: base + 16, "text-anchor": "middle" }, day));
  }
}

function citation(c) {
  const number = c.kind === "casualty" ? `${c.outcome} ${toll(c.count_low, c.count_high)}` : c.kind;
  const said = c.source_text ? `, said by ${c.source_text}` : "";
  const where = c.url && /^https?:/.test(c.url) ? element("a", { href: c.url, rel: "noreferrer" }, c.title || c.url) : c.title || "";
  return element("div", {},
    element("blockquote", {}, c.sentence),
    element("p", { class: "note" }, `${number} (${c.role}, ${c.certainty}${said}). ${c.source}, ${c.published_on}. `, where));
}

function row(i, n) {
  const detail = `detail-${n}`;
  const button = element("button", { type: "button", "aria-expanded": "false", "aria-controls": detail }, days(i));
  const number = i.imputed ? `${format(i.people)}*` : format(i.people);
  const line = element("tr", { "data-incident": i.incident_id },
    element("td", { class: "when" }, button), element("td", {}, place(i)), element("td", {}, i.event_type.replace("_", " ")),
    element("td", { class: "n" }, number), element("td", { class: "n" }, toll(i.low, i.high)),
    element("td", {}, (i.actors_alleged || []).join(", ")),
    element("td", {}, element("span", { class: "grade", title: i.grade_reason }, i.grade)));
  const inside = element("td", { colspan: "7" });
  const more = element("tr", { id: detail, class: "open", hidden: "" }, inside);
  button.addEventListener("click", () => {
    if (!inside.childElementCount) {
      inside.append(element("p", { class: "note" }, `${i.grade}: ${i.grade_reason}. ${i.articles} articles, ${i.independent_sources} independent voices. Incident ${i.incident_id}.`),
        ...i.citations.map(citation));
    }
    more.hidden = !more.hidden;
    button.setAttribute("aria-expanded", String(!more.hidden));
  });
  return [line, more];
}

function incidents(list) {
  const newest = [...list].sort((a, b) => (b.date_end + b.incident_id).localeCompare(a.date_end + a.incident_id));
  $("incidents").tBodies[0].replaceChildren(...newest.slice(0, shown).flatMap(row));
  $("more").hidden = newest.length <= shown;
  $("more").textContent = `Show more (${newest.length - shown} left)`;
}

function contradictions(list) {
  const rival = list.filter((i) => i.citations.some((c) => ["contradicts", "denial"].includes(c.role)));
  $("contradictions").replaceChildren(...(rival.length ? rival.map((i) => element("details", {},
    element("summary", {}, `${days(i)}, ${place(i)}: ${toll(i.low, i.high)} ${$("outcome").value}`),
    ...i.citations.filter((c) => ["first", "update", "contradicts", "denial"].includes(c.role)).map(citation)))
    : [element("p", { class: "note" }, "None in what is shown.")]));
}

function totals() {
  $("totals").replaceChildren(data.totals.length ? element("details", {},
    element("summary", {}, `${data.totals.length} told`), ...data.totals.map(citation))
    : element("p", { class: "note" }, "None."));
}

function changes() {
  $("changes").replaceChildren(data.changes.length ? element("ul", {}, ...data.changes.map((c) => element("li", {},
    `${c.change}: ${c.outcome} ${c.was === null ? "" : format(c.was)}${c.was !== null && c.now !== null ? " to " : ""}${c.now === null ? "" : format(c.now)}, ${c.place || "place not told"}, ${c.date_end}`)))
    : element("p", { class: "note" }, "None."));
}

function places() {
  const countries = new Map();
  for (const i of data.incidents) {
    if (!i.country) continue;
    if (!countries.has(i.country)) countries.set(i.country, new Map());
    if (i.admin1_code) countries.get(i.country).set(i.admin1_code, i.admin1);
  }
  for (const [country, provinces] of [...countries].sort()) {
    $("place").append(element("option", { value: country }, country));
    for (const [code, name] of [...provinces].sort((a, b) => String(a[1]).localeCompare(b[1]))) {
      $("place").append(element("option", { value: `${country}|${code}` }, `\u00a0\u00a0${name || code}`));
    }
  }
}

function draw() {
  const list = chosen();
  total(list);
  map(list);
  series(list);
  incidents(list);
  contradictions(list);
}

places();
totals();
changes();
draw();
$("filters").addEventListener("input", () => { shown = PAGE; draw(); });
$("filters").addEventListener("reset", () => setTimeout(() => { shown = PAGE; draw(); }));
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("more").addEventListener("click", () => { shown += PAGE; draw(); });
