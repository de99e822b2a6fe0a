"use strict";

// One decision a key. What is decided stays on the page, faint, so that it can be undone.
const { project, control } = document.body.dataset;
const cards = [...document.querySelectorAll("article")];
const classes = [...document.querySelectorAll("[data-class]")].map((item) => item.dataset.class);
const said = document.getElementById("said");
const history = [];

const focused = () => document.activeElement.closest?.("article") ?? cards.find((card) => !card.classList.contains("done"));
const move = (card, step) => cards[cards.indexOf(card) + step]?.focus();

const decide = async (card, kind, label) => {
  const decision = { taskId: Number(card.dataset.task), kind, label: label ?? null };
  const answer = await fetch(`/api/v1/projects/${project}/decisions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ control, actor: "review page", decisions: [decision] }),
  });
  if (!answer.ok) { said.textContent = (await answer.json()).detail; return; }
  said.textContent = `${kind}${label ? `: ${label}` : ""}`;
  card.classList.toggle("done", kind !== "Undone");
  document.getElementById("open").textContent = cards.filter((c) => !c.classList.contains("done")).length;
  if (kind === "Undone") { card.focus(); } else { history.push(card); move(card, 1); }
};

const keys = { w: "Accepted", a: "Accepted", q: "Kept", e: "Excluded", n: "Unsure" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  const card = focused();
  if (key === "z" || key === "backspace") { const last = history.pop(); if (last) decide(last, "Undone"); return; }
  if (!card) return;
  if (key === "j" || key === "arrowright") move(card, 1);
  else if (key === "k" || key === "arrowleft") move(card, -1);
  else if (keys[key]) decide(card, keys[key]);
  else if (classes[Number(key) - 1]) decide(card, "Relabelled", classes[Number(key) - 1]);
});

document.addEventListener("click", (event) => {
  const kind = event.target.dataset?.kind;
  if (kind) decide(event.target.closest("article"), kind);
});

cards[0]?.focus();
