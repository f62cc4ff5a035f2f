// What a page can do without, and does better with.
"use strict";
(() => {
  // The place that an address names is opened if it lies in something closed.
  const open = () => {
    const here = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let around = here?.closest("details:not([open])"); around; around = around.parentElement?.closest("details:not([open])")) {
      around.open = true;
    }
    if (here) here.scrollIntoView();
  };
  addEventListener("hashchange", open);
  if (location.hash) open();
})();

// The editor of queries, if one is bundled, in the place of the plain field. It completes from what stands on the page.
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("yasgui");
  if (!place) return;
  const known = JSON.parse(document.getElementById("known").textContent);
  const field = document.getElementById("query");
  let write = (query) => { field.value = query; };
  if (typeof Yasgui !== "undefined") {
    const complete = (name, of, words) =>
      Yasgui.Yasqe.forkAutocompleter(of, { name, bulk: true, persistenceId: null, get: () => words }, false);
    complete("known-prefixes", "prefixes", Object.entries(known.prefixes).map(([name, iri]) => `${name}: <${iri}>`));
    complete("known-classes", "class", known.classes);
    complete("known-properties", "property", known.properties);
    const endpoint = new URL(place.dataset.endpoint, location.href).href;
    place.hidden = false;
    document.getElementById("sparql").hidden = true;
    const editor = new Yasgui(place, {
      requestConfig: { endpoint },
      copyEndpointOnNewTab: false,
      persistenceId: null,
      yasqe: {
        autocompleters: ["known-prefixes", "known-classes", "known-properties", "variables"],
        prefixCcApi: null,
      },
    });
    write = (query) => editor.getTab()?.setQuery(query);
    write(field.value);
  }
  const choice = document.getElementById("example");
  choice.append(...known.examples.map(({ title, query }) => new Option(title, query)));
  choice.closest("p").hidden = false;
  choice.addEventListener("change", () => { if (choice.value) write(choice.value); });
});

// The search of a site without a server: all words must stand in a name.
addEventListener("DOMContentLoaded", async () => {
  const list = document.getElementById("lookup");
  const words = (new URLSearchParams(location.search).get("q") ?? "").trim();
  if (!list || !words) return;
  document.getElementById("find").value = words;
  const wanted = words.toLowerCase().split(/\s+/);
  const names = await (await fetch(list.dataset.names)).json();
  const found = names.filter(([, name]) => wanted.every((word) => name.toLowerCase().includes(word)));
  for (const [kind, name, address] of found.slice(0, 200)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = name;
    const told = document.createElement("span");
    told.className = "told";
    told.textContent = ` ${kind}`;
    item.append(link, told);
    list.append(item);
  }
  document.getElementById("lookup-count").textContent = `${found.length} found${found.length > 200 ? ", 200 shown" : ""}`;
});
