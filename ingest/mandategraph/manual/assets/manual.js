// The search box, buttons to copy, and the way from ontology#Term to the page of the term. Without this script every
// link still leads where it says.
"use strict";
(() => {
  const root = document.currentScript.dataset.root;
  const box = document.getElementById("search");
  const told = document.getElementById("search-told");
  const list = document.getElementById("search-found");
  const MOST = 12;
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  // How well a term fits: its name or label first, words of its definition last; 0 if it does not.
  const fit = (term, wanted) => {
    const names = [term.name, ...term.labels].map(plain);
    if (names.includes(wanted)) return 4;
    if (names.some((name) => name.startsWith(wanted))) return 3;
    if (names.some((name) => name.includes(wanted))) return 2;
    const text = plain([...names, term.says].join(" "));
    return wanted.split(/\s+/).every((word) => text.includes(word)) ? 1 : 0;
  };

  const show = () => {
    const wanted = plain(box.value.trim());
    const found = wanted
      ? TERMS.map((term) => [fit(term, wanted), term]).filter(([score]) => score).sort(([a], [b]) => b - a)
      : [];
    told.textContent = wanted ? `${found.length || "no"} ${found.length === 1 ? "term" : "terms"}` : "";
    list.hidden = !found.length;
    list.replaceChildren(...found.slice(0, MOST).map(([, term]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const name = document.createElement("strong");
      link.href = root + term.place;
      name.textContent = term.labels[0] || term.name;
      link.append(name, ` ${term.kind}. ${term.says}`);
      item.append(link);
      return item;
    }));
  };

  box.addEventListener("input", show);
  box.form.addEventListener("submit", (event) => {
    show();
    const first = list.querySelector("a");
    if (first) {
      event.preventDefault();
      location.href = first.href;
    }
  });
  box.form.addEventListener("keydown", (event) => {
    const places = [box, ...list.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      box.value = "";
      show();
      box.focus();
    } else if (step && !list.hidden) {
      event.preventDefault();
      places[Math.max(0, Math.min(places.length - 1, places.indexOf(document.activeElement) + step))].focus();
    }
  });
  box.value = new URLSearchParams(location.search).get("q") || box.value;
  show();

  for (const button of document.querySelectorAll("button.copy")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = button.firstChild;
      await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
      words.textContent = "Copied";
      setTimeout(() => { words.textContent = "Copy"; }, 1500);
    });
  }

  for (const drawing of document.querySelectorAll(".drawing .scroll")) {
    drawing.scrollLeft = (drawing.scrollWidth - drawing.clientWidth) / 2;
  }

  const open = () => {
    const here = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    here?.closest("details")?.setAttribute("open", "");
    if (root === "" && here?.matches(".entries > li")) location.replace(here.querySelector("a").href);
  };
  addEventListener("hashchange", open);
  open();
})();
