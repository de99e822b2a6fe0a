"use strict";

// Keeps the page as it was rendered up to date: numbers and sentences change in place, a new project reloads it.
const run = (status) => {
  const run = status.run;
  if (!run) return "No training yet.";
  if (run.phase === "Queued") return "Waits for a free trainer.";
  if (run.phase === "Running") {
    const p = run.progress;
    if (!p) return "Training.";
    const share = p.total > 0 ? `, ${Math.floor(100 * p.done / p.total)} %` : "";
    return `Training: ${p.phase}${share}.`;
  }
  if (run.phase === "Succeeded" && run.modelVersion) return `Made ${run.modelVersion}.`;
  return `${run.phase}. ${run.sentences.join(" ")}`.trim();
};

const show = (status) => {
  const path = `${status.key.instance}/${status.key.id}.${status.key.createdSeconds}`;
  const card = document.querySelector(`[data-project="${path}"]`);
  if (!card) { location.reload(); return; }
  for (const name of ["tasks", "labelledTasks", "images", "imageProblems", "modelVersion"]) {
    card.querySelector(`[data-of="${name}"]`).textContent = status[name];
  }
  card.querySelector('[data-of="run"]').textContent = run(status);
  card.querySelector('[data-do="DELETE"]').disabled = !["Queued", "Running"].includes(status.run?.phase);
  card.querySelector('[data-of="journal"]').replaceChildren(...status.journal.slice(0, 8).map((line) => {
    const item = document.createElement("li");
    item.className = line.level.toLowerCase();
    const time = document.createElement("time");
    time.textContent = new Date(line.at).toLocaleTimeString();
    item.append(time, ` ${line.sentence}`);
    return item;
  }));
};

const events = new EventSource("/api/v1/events");
events.addEventListener("projects", (event) => {
  document.getElementById("live").hidden = false;
  JSON.parse(event.data).forEach(show);
});

document.addEventListener("click", (event) => {
  const method = event.target.dataset?.do;
  if (!method) return;
  const path = event.target.closest("[data-project]").dataset.project;
  fetch(`/api/v1/projects/${path}/training`, { method, headers: { "Content-Type": "application/json" } });
});
