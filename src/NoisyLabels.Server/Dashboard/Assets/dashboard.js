"use strict";
const main = document.getElementById("projects");

function showButtons() {
  for (const button of main.querySelectorAll("button[data-path]")) button.hidden = false;
}

async function refresh() {
  const answer = await fetch("/", { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement && document.activeElement.dataset.path;
  main.replaceChildren(...page.getElementById("projects").childNodes);
  showButtons();
  if (focused) main.querySelector(`button[data-path="${CSS.escape(focused)}"]`)?.focus();
}

main.addEventListener("click", async event => {
  const button = event.target.closest("button[data-path]");
  if (!button) return;
  button.disabled = true;
  const said = button.parentElement.querySelector(".said");
  try {
    const answer = await fetch(button.dataset.path, {
      method: button.dataset.method,
      headers: { "Content-Type": "application/json" },
      body: button.dataset.method === "POST" ? "{}" : undefined,
    });
    const text = answer.status === 204 ? {} : await answer.json();
    said.textContent = text.sentence ?? text.detail ?? "";
  } catch {
    said.textContent = "The server cannot be reached.";
  }
  button.disabled = false;
});

let waiting = false;
new EventSource("/api/v1/events").addEventListener("status", () => {
  if (waiting) return;
  waiting = true;
  setTimeout(async () => { waiting = false; await refresh().catch(() => {}); }, 200);
});
showButtons();
