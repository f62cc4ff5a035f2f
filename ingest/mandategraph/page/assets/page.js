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

// The editor of queries, if one is bundled, in the place of the plain field.
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("yasgui");
  if (!place || typeof Yasgui === "undefined") return;
  const form = document.getElementById("sparql");
  place.hidden = false;
  form.hidden = true;
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const editor = new Yasgui(place, { requestConfig: { endpoint }, copyEndpointOnNewTab: false });
  editor.getTab()?.setQuery(form.elements.query.value);
});
