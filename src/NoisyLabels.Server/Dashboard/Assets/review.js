"use strict";
const root = document.getElementById("review");
const at = id => document.getElementById(id);
const { api, control } = root.dataset;
const classes = JSON.parse(root.dataset.classes);
const items = [];
const decided = [];
let place = 0;
let next = null;
let isEnd = false;

function actor() {
  let name = localStorage.getItem("noisylabels-actor");
  if (!name) {
    name = (prompt("Your name, for the record of decisions:") || "").trim() || "reviewer";
    localStorage.setItem("noisylabels-actor", name);
  }
  return name;
}

async function load() {
  const query = new URLSearchParams({ control, only_open: "true", limit: "50" });
  if (next) query.set("after", next);
  const answer = await fetch(`${api}/corrections?${query}`);
  const page = await answer.json();
  if (!answer.ok) { at("said").textContent = page.detail; return; }
  items.push(...page.items);
  next = page.next ?? null;
  isEnd = next === null;
}

function show() {
  const item = items[place];
  at("card").hidden = !item;
  at("end").hidden = Boolean(item);
  if (!item) return;
  at("picture").src = `${api}/tasks/${item.label_studio_task_id}/image`;
  at("picture").alt = `Task ${item.label_studio_task_id}`;
  at("given").textContent = item.given_label;
  at("suggested").textContent = item.suggested_label ?? "";
  at("chance").textContent = `Probability that the given label is right: ${Math.round(item.label_quality * 100)} %`;
  at("place").textContent = `${place + 1} of ${items.length}${isEnd ? "" : " and more"}`
    + (item.review_state ? ` · ${item.review_state}` : "");
  for (const ahead of items.slice(place + 1, place + 3)) new Image().src = `${api}/tasks/${ahead.label_studio_task_id}/image`;
}

async function move(step) {
  place = Math.max(0, Math.min(items.length, place + step));
  if (place >= items.length - 5 && !isEnd) await load();
  show();
}

async function decide(kind, label) {
  const position = kind === "undone" ? decided.pop() : place;
  const item = items[position];
  if (!item) return;
  const answer = await fetch(`${api}/decisions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ control, actor: actor(), decisions: [{ task_id: item.label_studio_task_id, kind, label }] }),
  });
  if (!answer.ok) {
    at("said").textContent = (await answer.json()).detail;
    return;
  }
  item.review_state = kind === "undone" ? null : kind;
  at("said").textContent = `Task ${item.label_studio_task_id}: ${kind}${label ? ` as ${label}` : ""}.`;
  if (kind === "undone") { place = position; show(); } else { decided.push(position); await move(1); }
}

function press(key) {
  const kinds = { w: "accepted", q: "kept", e: "excluded", n: "unsure", z: "undone" };
  if (kinds[key]) return decide(kinds[key]);
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  if (key === "?") return at("help").showModal();
  const label = classes[Number(key) - 1];
  return label ? decide("relabelled", label) : undefined;
}

async function begin() {
  if (!control) return;
  at("table").hidden = true;
  classes.slice(0, 9).forEach((name, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(Object.assign(document.createElement("kbd"), { textContent: index + 1 }), ` ${name}`);
    button.addEventListener("click", () => decide("relabelled", name));
    const entry = document.createElement("li");
    entry.append(button);
    at("classes").append(entry);
  });
  at("verbs").addEventListener("click", event => {
    const kind = event.target.closest("button")?.dataset.kind;
    if (kind) decide(kind);
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || at("help").open) return;
    press(event.key.toLowerCase());
  });
  await load();
  show();
}

begin();
