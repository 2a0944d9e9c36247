"use strict";
// Everything from user code reaches the page through textContent; there is no innerHTML in this file.
const data = JSON.parse(document.getElementById("data").textContent);
const repositories = data.repositories;
const KINDS = ["safe", "review", "manual"];
const byId = (id) => document.getElementById(id);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") made.className = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (value !== null && value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
const plural = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

// ---- overview: states, charts, filters, table

const chosen = { state: null, rule: null, family: null, blocker: null, text: "" };
let order = { by: null, up: true };
repositories.forEach((repository, number) => {
  repository.number = number;
  repository.manual = sum(Object.values(repository.rules).map((counts) => counts[2]));
  const blocks = repository.blockers.map(([name]) => name).join(" ");
  repository.text = [repository.name, repository.location, repository.state, repository.message, blocks, repository.written,
    ...repository.notes, ...Object.keys(repository.rules)].join(" ").toLowerCase();
});
const familyOf = (rule) => (data.rules[rule] ? data.rules[rule][0] : rule);

function badge(text, kind = text) {
  return element("span", { class: `badge ${kind.replace(/ /g, "-")}` }, text);
}

function states() {
  const counts = new Map();
  for (const { state } of repositories) counts.set(state, (counts.get(state) || 0) + 1);
  for (const [state, count] of counts) byId("states").append(filterButton("state", state, `${count} ${state}`));
  const files = sum(repositories.map((r) => r.files)), changed = sum(repositories.map((r) => r.changed));
  byId("totals").textContent = `${plural(repositories.length, "repository").replace(/ys$/, "ies")}, ${plural(files, "file")}, ` +
    `${changed.toLocaleString("en")} changed, ${plural(sum(repositories.map((r) => r.manual)), "place")} by hand · FlowShift ${data.version}`;
}

function filterButton(by, value, ...content) {
  return element("button", { type: "button", "data-by": by, "data-value": value, "aria-pressed": "false",
    on: { click: () => choose(by, chosen[by] === value ? null : value) } }, ...content);
}

function choose(by, value) {
  chosen[by] = value;
  for (const button of document.querySelectorAll("[data-by]"))
    button.setAttribute("aria-pressed", String(chosen[button.dataset.by] === button.dataset.value));
  filter();
}

function chart(id, by, totals) {
  const rows = [...totals].sort((a, b) => sum(b[1]) - sum(a[1]) || (a[0] < b[0] ? -1 : 1));
  const most = rows.length ? sum(rows[0][1]) : 1;
  for (const [name, counts] of rows) {
    const track = element("span", { class: "track" });
    counts.forEach((count, kind) => {
      if (!count) return;
      const piece = element("i", { class: KINDS[kind], title: `${count} ${KINDS[kind]}` });
      piece.style.width = `${(100 * count) / most}%`;
      track.append(piece);
    });
    const button = filterButton(by, name, element("span", { title: name }, name), track, element("span", {}, String(sum(counts))));
    button.className = "bar";
    byId(id).append(button);
  }
  if (!rows.length) byId(id).append("nothing");
}

function charts() {
  const rules = new Map(), families = new Map(), blockers = new Map();
  const add = (map, key, counts) => map.set(key, (map.get(key) || [0, 0, 0]).map((old, at) => old + counts[at]));
  for (const repository of repositories) {
    for (const [rule, counts] of Object.entries(repository.rules)) {
      add(rules, rule, counts);
      add(families, familyOf(rule), counts);
    }
    for (const [name, count] of repository.blockers) add(blockers, name, [0, 0, count]);
  }
  chart("by-rule", "rule", rules);
  chart("by-family", "family", families);
  chart("by-blocker", "blocker", blockers);
}

function row(repository) {
  const meter = element("i");
  meter.style.width = `${repository.readiness}%`;
  const blocks = repository.message || repository.blockers.map(([name, count]) => `${name} (${count})`).join(", ");
  const open = () => { location.hash = `repository/${repository.number}`; };
  return element("tr", { tabindex: "0", on: { click: open, keydown: (event) => { if (event.key === "Enter") open(); } } },
    element("td", { class: "name" }, repository.name),
    element("td", {}, badge(repository.state)),
    element("td", { class: "ready" }, element("span", { class: "meter" }, meter), `${repository.readiness} %`),
    element("td", { class: "number" }, `${repository.changed} of ${repository.files}`),
    element("td", { class: "number" }, String(repository.manual)),
    element("td", { class: "number" }, String(repository.errors)),
    element("td", { class: "blocks" }, blocks));
}

function filter() {
  const words = chosen.text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const repository of repositories) {
    const fits = (chosen.state === null || repository.state === chosen.state) &&
      (chosen.rule === null || chosen.rule in repository.rules) &&
      (chosen.family === null || Object.keys(repository.rules).some((rule) => familyOf(rule) === chosen.family)) &&
      (chosen.blocker === null || repository.blockers.some(([name]) => name === chosen.blocker)) &&
      words.every((word) => repository.text.includes(word));
    repository.row.hidden = !fits;
    shown += fits;
  }
  byId("count").textContent = `${shown} of ${repositories.length} shown`;
  byId("chosen").replaceChildren(...["state", "rule", "family", "blocker"].filter((by) => chosen[by] !== null).map((by) =>
    element("button", { type: "button", title: "Take the filter away", on: { click: () => choose(by, null) } }, `${by}: ${chosen[by]} ✕`)));
}

function sort(by) {
  order = { by, up: order.by === by ? !order.up : true };
  const sign = order.up ? 1 : -1;
  const key = (r) => r[by];
  const sorted = [...repositories].sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number));
  document.querySelector("#repositories tbody").append(...sorted.map((repository) => repository.row));
}

// ---- one repository: unpacked when somebody looks

async function unpack(number) {
  const holder = byId(`pack-${number}`);
  if (holder === null) return [];
  const bytes = Uint8Array.from(atob(holder.textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

async function showRepository(number) {
  const repository = repositories[number], view = byId("repository");
  const files = await unpack(number);
  const search = element("input", { type: "search", placeholder: "Search files and findings  ( / )", "aria-label": "Search",
    on: { input: () => narrow() } });
  const kind = { now: null };
  const kinds = ["error", "manual", "review", "safe"].map((name) => element("button", { type: "button", "aria-pressed": "false",
    on: { click: () => { kind.now = kind.now === name ? null : name; narrow(); } } }, name));
  const count = element("span", { role: "status" });
  const list = element("div", { id: "files" });
  const cards = files.map((file) => card(file));
  list.append(...cards.map(({ node }) => node));
  function narrow() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    kinds.forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === kind.now)));
    let shown = 0;
    for (const { node, text, kinds: held } of cards) {
      const fits = (kind.now === null || held.has(kind.now)) && words.every((word) => text.includes(word));
      node.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${plural(cards.length, "file")} with something to show`;
  }
  const facts = [["state", badge(repository.state)], ["readiness", `${repository.readiness} % of the files that speak of TensorFlow need no work by hand`],
    ["from", repository.location], ["content", repository.identity], ["written", repository.written]];
  if (repository.trial) {
    const ended = (code) => (code === null ? "did not end in time" : code === 0 ? "passed" : `exit code ${code}`);
    const [command, before, after] = repository.trial;
    facts.push(["tests", `${command}: before ${ended(before)}, after ${ended(after)}`]);
  }
  if (repository.changed) facts.push(["patch", element("a", { href: encodeURI(repository.patch) }, repository.patch)]);
  view.replaceChildren(
    element("p", {}, element("a", { href: "#", id: "back" }, "← all repositories (Esc)")),
    element("h2", {}, repository.name),
    ...(repository.message ? [element("p", { class: "message" }, repository.message)] : []),
    element("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    ...(repository.notes.length ? [element("details", {}, element("summary", {}, plural(repository.notes.length, "note")),
      element("ul", {}, ...repository.notes.map((note) => element("li", {}, note))))] : []),
    ...(repository.packed ? [] : [element("p", {}, "Its diffs are not part of this page; the patch has them.")]),
    element("section", { id: "filters" }, search, ...kinds, count), list);
  narrow();
  byId("overview").hidden = true;
  view.hidden = false;
  document.title = `${repository.name} · FlowShift`;
  window.scrollTo(0, 0);
}

function card([path, status, error, diff, context, findings]) {
  const held = new Set(findings.map((finding) => finding[5]));
  if (error) held.add("error");
  const badges = KINDS.map((name) => [name, findings.filter((finding) => finding[5] === name).length])
    .filter(([, count]) => count).map(([name, count]) => badge(`${count} ${name}`, `kind-${name}`));
  if (error) badges.push(badge("error", "kind-error"));
  const node = element("details", { class: "file" }, element("summary", {}, path, ...badges));
  node.addEventListener("toggle", () => {
    if (!node.open || node.childElementCount > 1) return;
    if (error) node.append(element("p", { class: "message" }, error));
    if (diff === null) node.append(element("p", {}, "The diff is too long for this page; the patch has it."));
    if (diff || findings.length) node.append(sideBySide(diff || "", context, findings));
  });
  const text = [path, status, error || "", ...findings.flatMap((finding) => [finding[2], finding[3], finding[4]])].join(" ").toLowerCase();
  return { node, text, kinds: held };
}

// ---- diffs

// A hunk is {old, now, lines}; lines begin with a blank, + or -.
function hunks(diff, context) {
  const found = [];
  let left = [0, 0];
  for (const line of diff.split("\n")) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    const inside = found.length && left[0] + left[1] > 0;
    if (!inside && head) {
      const count = (text) => (text === undefined ? 1 : Number(text));
      left = [count(head[2]), count(head[4])];
      found.push({ old: Number(head[1]), now: Number(head[3]), lines: [], shift: count(head[4]) - count(head[2]) });
    } else if (inside && line[0] !== "\\") {
      if (line[0] !== "+") left[0] -= 1;
      if (line[0] !== "-") left[1] -= 1;
      found[found.length - 1].lines.push(line || " ");
    }
  }
  for (const [start, text] of context) {
    const shift = sum(found.filter((hunk) => hunk.shift !== undefined && hunk.old < start).map((hunk) => hunk.shift));
    found.push({ old: start, now: start + shift, lines: text.split("\n").map((line) => " " + line) });
  }
  return found.sort((a, b) => a.old - b.old);
}

// Pair what was removed with what came in its place: [old number, old text, new number, new text].
function pairs(hunk) {
  const rows = [];
  let { old, now } = hunk, removed = [], added = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1)
      rows.push([...(removed[at] || [null, null]), ...(added[at] || [null, null]), true]);
    removed = [];
    added = [];
  };
  for (const line of hunk.lines) {
    const text = line.slice(1).replace(/\r$/, "");
    if (line[0] === "-") removed.push([old++, text]);
    else if (line[0] === "+") added.push([now++, text]);
    else {
      flush();
      rows.push([old++, text, now++, text, false]);
    }
  }
  flush();
  return rows;
}

function sideBySide(diff, context, findings) {
  const cell = findings.some((finding) => finding[6]);
  const byLine = new Map();
  for (const finding of findings) byLine.set(cell ? 0 : finding[0], [...(byLine.get(cell ? 0 : finding[0]) || []), finding]);
  const body = element("tbody"), rows = [];
  if (cell) rows.push(...findings.map((finding) => () => said(finding)));
  hunks(diff, context).forEach((hunk, at) => {
    if (at) rows.push(() => element("tr", { class: "gap" }, element("td", { colspan: "4" }, "⋯")));
    const before = new Highlighter(), after = new Highlighter();
    for (const pair of pairs(hunk)) {
      rows.push(() => codeRow(pair, before, after));
      for (const finding of (pair[0] !== null && byLine.get(pair[0])) || []) rows.push(() => said(finding));
      if (pair[0] !== null) byLine.delete(pair[0]);
    }
  });
  if (!cell) for (const rest of byLine.values()) rows.push(...rest.map((finding) => () => said(finding)));
  const holder = element("div", { class: "scroll" }, element("table", { class: "diff" },
    element("colgroup", {}, element("col", { class: "at" }), element("col"), element("col", { class: "at" }), element("col")), body));
  more(body, rows, holder);
  return holder;
}

// A diff of ten thousand lines comes in pieces.
function more(body, rows, holder) {
  body.append(...rows.splice(0, 1500).map((make) => make()));
  if (!rows.length) return;
  const button = element("button", { type: "button", on: { click: () => { button.remove(); more(body, rows, holder); } } },
    `show ${rows.length} more lines`);
  holder.append(button);
}

function codeRow([old, before, now, after, differs], left, right) {
  const [same, end] = differs && before !== null && after !== null ? common(before, after) : [0, 0];
  const side = (text, kind, highlighter) => {
    if (text === null) return element("td");
    const td = element("td", { class: differs ? kind : "" });
    const marks = differs && before !== null && after !== null && same + end > 0 ? [same, text.length - end] : null;
    highlighter.write(td, text, marks);
    return td;
  };
  return element("tr", {}, element("td", { class: "at" }, old === null ? "" : String(old)), side(before, "removed", left),
    element("td", { class: "at" }, now === null ? "" : String(now)), side(after, "added", right));
}

function common(a, b) {
  const most = Math.min(a.length, b.length);
  let start = 0, end = 0;
  while (start < most && a[start] === b[start]) start += 1;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [start, end];
}

function said([line, column, rule, symbol, message, kind, cell]) {
  const place = cell ? `cell ${cell}, line ${line}` : `line ${line}`;
  const link = element("a", { href: "#", on: { click: (event) => { event.preventDefault(); explain(rule); } } }, rule);
  return element("tr", { class: `finding on-${kind}` }, element("td", { colspan: "4" }, badge(kind, `kind-${kind}`), ` ${place}: `, link,
    symbol ? ` ${symbol}: ` : ": ", message));
}

// Colour one line of Python after the other; what it must remember is whether a long string is open.
const KEYWORDS = new Set(("and as assert async await break class continue def del elif else except finally for from global if import in is " +
  "lambda nonlocal not or pass raise return try while with yield True False None print").split(" "));
const TOKEN = /([rbuf]{0,2}(?:"""|'''))|([rbuf]{0,2}"(?:[^"\\]|\\.)*"?|[rbuf]{0,2}'(?:[^'\\]|\\.)*'?)|(#.*)|([A-Za-z_]\w*)|(\d[\w.]*)|([^\w"'#]+)/gi;

class Highlighter {
  open = null;

  write(td, text, marks) {
    let at = 0;
    for (const [piece, kind] of this.pieces(text)) {
      const cuts = marks === null ? [at] : [at, ...marks.filter((cut) => cut > at && cut < at + piece.length)];
      cuts.forEach((from, number) => {
        const part = piece.slice(from - at, number + 1 < cuts.length ? cuts[number + 1] - at : undefined);
        const marked = marks !== null && from >= marks[0] && from < marks[1];
        const inner = kind ? element("span", { class: kind }, part) : part;
        td.append(marked ? element("mark", {}, inner) : inner);
      });
      at += piece.length;
    }
  }

  *pieces(text) {
    let rest = text;
    while (rest) {
      if (this.open !== null) {
        const close = rest.indexOf(this.open);
        if (close < 0) {
          yield [rest, "string"];
          return;
        }
        yield [rest.slice(0, close + 3), "string"];
        rest = rest.slice(close + 3);
        this.open = null;
        continue;
      }
      TOKEN.lastIndex = 0;
      const found = TOKEN.exec(rest);
      if (found === null || found.index > 0) {
        yield [rest, ""];
        return;
      }
      if (found[1]) this.open = found[1].slice(-3);
      yield [found[0], found[1] || found[2] ? "string" : found[3] ? "comment" : found[4] && KEYWORDS.has(found[0]) ? "keyword" : found[5] ? "digit" : ""];
      rest = rest.slice(found[0].length);
    }
  }
}

// ---- dialogs, keys, routes

function tell(...content) {
  byId("dialog").firstElementChild.replaceChildren(...content);
  byId("dialog").showModal();
}

function explain(rule) {
  const [family, summary, documentation] = data.rules[rule] || ["", "This rule has no documentation here.", ""];
  tell(element("h2", {}, family ? `${rule} (${family})` : rule), element("p", {}, summary), element("pre", {}, documentation));
}

function showKeys() {
  const keys = [["/", "search"], ["j, k", "next, previous repository or file"], ["Enter", "open"], ["o", "open or close all files"],
    ["Esc", "back"], ["t", "dark or light"], ["?", "these keys"]];
  tell(element("h2", {}, "Keys"), element("dl", {}, ...keys.flatMap(([key, text]) => [element("dt", {}, key), element("dd", {}, text)])));
}

function move(step) {
  const selector = byId("overview").hidden ? "#files > details:not([hidden]) > summary" : "#repositories tbody tr:not([hidden])";
  const all = [...document.querySelectorAll(selector)];
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

function switchTheme() {
  const dark = document.documentElement.classList.toggle("dark");
  try { localStorage.setItem("flowshift-theme", dark ? "dark" : "light"); } catch { /* a page from disk may not keep anything */ }
}

function theme() {
  let kept = null;
  try { kept = localStorage.getItem("flowshift-theme"); } catch { /* as above */ }
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.classList.toggle("dark", dark);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "Escape") {
    if (typing && event.target.value) return;
    if (typing) event.target.blur();
    else if (!byId("repository").hidden) location.hash = "";
    return;
  }
  if (typing) return;
  const actions = {
    "/": () => document.querySelector("main:not([hidden]) input[type=search]").focus(),
    "?": showKeys, t: switchTheme, j: () => move(1), k: () => move(-1),
    o: () => {
      const files = [...document.querySelectorAll("#files > details:not([hidden])")].slice(0, 200);
      const open = files.some((file) => !file.open);
      files.forEach((file) => { file.open = open; });
    },
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

async function route() {
  const found = /^#repository\/(\d+)$/.exec(location.hash);
  if (found && repositories[Number(found[1])]) return showRepository(Number(found[1]));
  byId("repository").hidden = true;
  byId("overview").hidden = false;
  document.title = "FlowShift batch report";
  return undefined;
}

theme();
states();
charts();
repositories.forEach((repository) => { repository.row = row(repository); });
document.querySelector("#repositories tbody").append(...repositories.map((repository) => repository.row));
document.querySelectorAll("[data-sort]").forEach((button) => button.addEventListener("click", () => sort(button.dataset.sort)));
byId("search").addEventListener("input", (event) => { chosen.text = event.target.value; filter(); });
byId("theme").addEventListener("click", switchTheme);
byId("keys").addEventListener("click", showKeys);
filter();
window.addEventListener("hashchange", route);
route();
