(() => {
  "use strict";
  const form = document.querySelector(".filters");
  if (!form) return;
  const cards = [...document.querySelectorAll(".card")];
  const showing = document.querySelector("#wall .showing");
  const everything = showing.textContent;
  const clear = form.querySelector("button");
  const more = document.querySelector(".more");
  const atFirst = 56;
  let showsAll = cards.length <= atFirst * 1.5;

  const show = () => {
    const pair = form.pair.value, given = form.given.value;
    const isFiltered = pair !== "" || given !== "";
    let count = 0;
    for (const [index, card] of cards.entries()) {
      const isLater = !isFiltered && !showsAll && index >= atFirst;
      card.hidden = isLater || (pair !== "" && card.dataset.pair !== pair) || (given !== "" && card.dataset.given !== given);
      if (!card.hidden) count++;
    }
    more.hidden = isFiltered || showsAll;
    showing.textContent = isFiltered ? `${count} of the ${cards.length} on this page` : everything;
    clear.disabled = !isFiltered;
    const state = isFiltered ? "#" + new URLSearchParams([["pair", pair], ["given", given]].filter(part => part[1])) : "#";
    history.replaceState(null, "", state);
  };

  const choose = (name, value) => {
    form.reset();
    form[name].value = value;
    show();
  };

  form.addEventListener("change", event => choose(event.target.name, event.target.value));
  form.addEventListener("reset", () => setTimeout(show));

  more.addEventListener("click", () => {
    showsAll = true;
    show();
    cards[atFirst].scrollIntoView({ block: "nearest" });
  });

  // The table and the matrix lead to their images, where the wall has some.
  const pairs = new Set(cards.map(card => card.dataset.pair));
  for (const cell of document.querySelectorAll("tr[data-pair], td[data-pair]")) {
    if (!pairs.has(cell.dataset.pair)) continue;
    const go = () => {
      choose("pair", cell.dataset.pair);
      document.getElementById("wall").scrollIntoView();
    };
    cell.classList.add("link");
    cell.tabIndex = 0;
    cell.addEventListener("click", go);
    cell.addEventListener("keydown", event => { if (event.key === "Enter") go(); });
  }

  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const name of ["pair", "given"]) {
    if (wanted.has(name)) form[name].value = wanted.get(name);
    if (form[name].selectedIndex < 0) form[name].value = "";
  }
  form.hidden = false;
  show();
})();
