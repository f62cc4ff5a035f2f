// Networks and timelines: drawn from the data on the page, in the place of what stands there without scripts, as soon as
// a reader comes near them. What they are drawn with is loaded then and not before.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const often = (times) => (times === 1 ? "once" : `${times} times`);

  const loaded = new Map();
  const load = (address) => {
    if (!loaded.has(address)) {
      loaded.set(address, new Promise((done, failed) => {
        const style = address.endsWith(".css");
        const element = document.createElement(style ? "link" : "script");
        if (style) element.rel = "stylesheet";
        element[style ? "href" : "src"] = address;
        element.addEventListener("load", done);
        element.addEventListener("error", failed);
        // Before the page's own style, which has the last word.
        document.head.prepend(element);
      }));
    }
    return loaded.get(address);
  };

  // What is under the pointer is told below the picture; a click leads there.
  const telling = (picture) => {
    const here = picture.querySelector(".here");
    return (words) => { here.textContent = words || "\u00a0"; };
  };
  const follow = (address, event) => {
    if (!address) return;
    if (event && (event.ctrlKey || event.metaKey || event.button === 1)) open(address);
    else location.href = address;
  };

  // ── Who is tied to whom ──────────────────────────────────────────────────────────────────────────────────────────

  // Each way of working with or for somebody, and how its lines are broken.
  const DASHES = { coordination: null, cooperation: [9, 4], collaboration: [3, 3], consultation: [10, 3, 3, 3], assistance: [15, 6] };
  const ROW = 27;

  // Two arcs, one on each side of the middle; where there is no room for two, one column.
  const arranged = (nodes, width) => {
    const wide = width >= 640;
    const left = nodes.filter(([, , side]) => side < 0);
    const right = nodes.filter(([, , side]) => side > 0);
    const columns = wide ? [[left, -1], [right, 1]] : [[[...right, ...left], 1]];
    const bows = wide || !nodes.some(([, , side]) => !side);
    const height = Math.max(...columns.map(([several]) => several.length), 3) * ROW + 40;
    const reach = Math.min(width * 0.19, 230);
    const both = left.length && right.length;
    const centre = wide ? width * (both ? 0.5 : left.length ? 0.72 : 0.28) : 14;
    const places = new Map(nodes.filter(([, , side]) => !side).map((node) => [node, { x: centre, y: height / 2 }]));
    for (const [several, side] of columns) {
      several.forEach((node, number) => {
        const bend = Math.sin(((number + 0.5) / several.length) * Math.PI);
        const x = wide ? centre + side * reach * (0.55 + 0.45 * bend) : bows ? 60 : 60 + 30 * bend;
        places.set(node, { x, y: height / 2 + (number + 0.5 - several.length / 2) * ROW, side });
      });
    }
    // A tie between two of the same column bows towards the middle.
    const bow = (one, other) => {
      const [from, to] = [places.get(one), places.get(other)];
      return bows && from.side && from.side === to.side
        ? Math.sign(to.y - from.y) * from.side * (8 + (Math.abs(to.y - from.y) / height) * (wide ? 240 : 92)) : 0;
    };
    return { places, height, wide, bow };
  };

  const style = () => [
    {
      selector: "node",
      style: {
        label: "data(name)", width: 9, height: 9, "background-color": colour("soft"), color: colour("link"),
        "font-family": getComputedStyle(document.body).fontFamily, "font-size": 13, "min-zoomed-font-size": 5,
        "text-valign": "center", "text-halign": "right", "text-margin-x": 5,
        "text-wrap": "ellipsis", "text-max-width": "data(room)", "overlay-opacity": 0,
      },
    },
    { selector: "node[side < 0]", style: { "text-halign": "left", "text-margin-x": -5 } },
    {
      selector: "node[side = 0]",
      style: {
        shape: "round-rectangle", width: 150, height: "data(tall)", "background-color": colour("shade"),
        "border-width": 1, "border-color": colour("edge"), color: colour("ink"), "font-weight": 600, "font-size": 14,
        "text-halign": "center", "text-margin-x": 0, "text-wrap": "wrap", "text-max-width": 134, "z-index": 9,
      },
    },
    { selector: "node[side = 0][?bare]", style: { label: "", width: 14, height: 14, shape: "ellipse" } },
    {
      selector: "edge",
      style: {
        "curve-style": "bezier", "control-point-step-size": 16, width: "data(width)", opacity: 0.75,
        "target-arrow-shape": "triangle", "arrow-scale": 0.9, "target-distance-from-node": 2,
        "line-cap": "butt", "overlay-opacity": 0,
      },
    },
    {
      selector: "edge[bow][bow != 0]",
      style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bow)", "control-point-weights": 0.5 },
    },
    ...Object.entries(DASHES).map(([mode, dashes]) => ({
      selector: `edge[mode = "${mode}"]`,
      style: {
        "line-color": colour(mode), "target-arrow-color": colour(mode),
        ...(dashes ? { "line-style": "dashed", "line-dash-pattern": dashes } : {}),
      },
    })),
    { selector: ".faded", style: { opacity: 0.18 } },
    { selector: "node.near", style: { "font-weight": 600 } },
    { selector: "edge.near", style: { opacity: 1 } },
  ];

  // With whom somebody is tied, and how.
  const between = (node) => {
    const pairs = new Map();
    for (const tie of node.connectedEdges().toArray()) {
      const pair = `${tie.source().data("name")} → ${tie.target().data("name")}`;
      pairs.set(pair, [...(pairs.get(pair) ?? []), `${tie.data("mode")} ${often(tie.data("times"))}`]);
    }
    const told = [...pairs].map(([pair, ways]) => `${pair}: ${ways.join(", ")}`);
    return told.slice(0, 4).join(" · ") + (told.length > 4 ? " …" : "");
  };

  const network = (picture, canvas, { nodes, ties }, tell, ready) => {
    const most = Math.max(...ties.map(([, , , times]) => times));
    const elements = [
      ...nodes.map(([name, link, side], id) => ({ group: "nodes", data: { id: `n${id}`, name, link, side, room: "300px", tall: 18, bare: false } })),
      ...ties.map(([one, other, mode, times, place, link], id) => ({
        group: "edges",
        data: {
          id: `t${id}`, source: `n${one}`, target: `n${other}`, mode, times, place, link, width: 1.4 + 3 * Math.sqrt((times - 1) / Math.max(most - 1, 8)),
          told: `${nodes[one][0]} → ${nodes[other][0]}: ${mode} ${often(times)}; ${place}`,
        },
      })),
    ];
    const cy = cytoscape({
      container: canvas, elements, style: style(), layout: { name: "preset" },
      minZoom: 0.4, maxZoom: 4, autoungrabify: true, autounselectify: true, boxSelectionEnabled: false,
    });
    const arrange = () => {
      const width = canvas.clientWidth;
      const { places, height, wide, bow } = arranged(nodes, width);
      canvas.style.height = `${height}px`;
      cy.batch(() => {
        nodes.forEach((node, id) => {
          const { x, y, side = 0 } = places.get(node);
          const room = side ? (side < 0 ? x : width - x) - 14 : 134;
          const tall = 18 + 18 * Math.ceil(node[0].length / 17);
          cy.$id(`n${id}`).data({ side, room: `${room}px`, tall, bare: !wide }).position({ x, y });
        });
        ties.forEach(([one, other], id) => cy.$id(`t${id}`).data("bow", bow(nodes[one], nodes[other])));
      });
      cy.resize();
      cy.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
    };
    arrange();
    let width = canvas.clientWidth;
    new ResizeObserver(() => {
      if (canvas.clientWidth && canvas.clientWidth !== width) {
        width = canvas.clientWidth;
        arrange();
      }
    }).observe(canvas);
    dark.addEventListener("change", () => cy.style(style()));

    cy.ready(ready);
    cy.on("mouseover", "node, edge", ({ target }) => {
      const near = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
      cy.elements().addClass("faded");
      near.removeClass("faded").addClass("near");
      canvas.style.cursor = "pointer";
      tell(target.isEdge() ? target.data("told") : target.data("side") === 0 ? target.data("name") : between(target));
    });
    cy.on("mouseout", "node, edge", () => {
      cy.elements().removeClass("faded near");
      canvas.style.cursor = "";
      tell("");
    });
    for (const box of picture.parentElement.querySelectorAll(".keys input")) {
      box.hidden = false;
      const show = () => cy.edges(`[mode = "${box.value}"]`).style("display", box.checked ? "element" : "none");
      box.addEventListener("change", show);
      show();
    }
    // The wheel and one finger move the page; with Ctrl, and with two fingers, they move the picture.
    let began = null;
    let swept = false;
    const listen = (kind, heard) => picture.addEventListener(kind, heard, { capture: true, passive: true });
    listen("mousedown", () => { swept = false; });
    listen("touchstart", ({ touches }) => {
      began = touches[0];
      swept = touches.length > 1;
    });
    // A finger that moves the page need not be told of on its way.
    const swipe = ({ clientX, clientY }) => {
      swept ||= Math.hypot(clientX - began.clientX, clientY - began.clientY) > 8;
    };
    listen("touchend", ({ changedTouches }) => swipe(changedTouches[0]));
    listen("touchmove", (event) => {
      if (event.touches.length > 1) return;
      swipe(event.touches[0]);
      event.stopPropagation();
    });
    listen("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    });
    cy.on("tap", "node, edge", ({ target, originalEvent }) => {
      if (!swept) follow(target.data("link"), originalEvent);
    });
    return (factor) => {
      if (!factor) arrange();
      else cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
    };
  };

  // ── What falls when ──────────────────────────────────────────────────────────────────────────────────────────────

  // From the first day to the last of what most events lie between: a few far ones would press the others together.
  const span = (items) => {
    const days = items.flatMap(({ start, end }) => [start, end ?? start]).map(Date.parse).sort((a, b) => a - b);
    const from = days[Math.floor(days.length * 0.08)];
    const to = days[Math.ceil(days.length * 0.98) - 1];
    const margin = Math.max((to - from) * 0.04, 90 * 86400e3);
    const labelled = items.some(({ type, content }) => type === "point" && content);
    return { start: from - margin, end: to + margin * (labelled ? 3 : 1) };
  };

  const timeline = (picture, canvas, { lanes, documents, events }, tell, ready) => {
    const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
    const items = events.map(([lane, first, last, number, part, fragment, told], id) => {
      const [symbol, title, link] = documents[number];
      const labelled = lane === "report" || lane === "end";
      const name = labelled ? document.createElement("span") : "";
      if (labelled) name.textContent = symbol;
      return {
        id, group: lane, start: first, content: name, className: lane,
        ...(first === last ? { type: "point" } : { type: "range", end: last }),
        link: `${link}#${encodeURI(fragment)}`,
        told: [`${symbol}, ${part}`, lanes[lane], told, lane === "report" ? "" : day.format(Date.parse(first)), title]
          .filter(Boolean).join(" · "),
      };
    });
    const groups = Object.entries(lanes).map(([id, content], order) => ({ id, content, order }));
    const { start, end } = span(items);
    // At first no more years than leave room for the names of those that last a year.
    const years = (canvas.clientWidth - 90) / 88;
    const first = items.some(({ type }) => type === "range") ? Math.max(start, end - years * 366 * 86400e3) : start;
    const drawn = new vis.Timeline(canvas, items, groups, {
      start: first, end, stack: true, groupOrder: "order", selectable: false, showTooltips: false, showCurrentTime: true,
      orientation: { axis: "top", item: "top" }, zoomKey: "ctrlKey", verticalScroll: true, maxHeight: 560, zoomMin: 30 * 86400e3,
      margin: { item: { horizontal: 1, vertical: 2 }, axis: 6 },
      moment: (date) => vis.moment(date).utc(), onInitialDrawComplete: ready,
    });
    const told = new Map(items.map((item) => [item.id, item]));
    drawn.on("itemover", ({ item }) => tell(told.get(item)?.told));
    drawn.on("itemout", () => tell(""));
    drawn.on("click", ({ item, event }) => follow(told.get(item)?.link, event));
    return (factor) => {
      if (!factor) drawn.setWindow(start, end, { animation: false });
      else if (factor > 1) drawn.zoomIn(1 - 1 / factor, { animation: false });
      else drawn.zoomOut(1 / factor - 1, { animation: false });
    };
  };

  // ── All of them ──────────────────────────────────────────────────────────────────────────────────────────────────

  const KINDS = { network, timeline };
  const draw = async (picture) => {
    const canvas = picture.querySelector(".canvas");
    const data = JSON.parse(picture.querySelector("script").textContent);
    try {
      await Promise.all(picture.dataset.scripts.split(" ").map(load));
    } catch {
      shown(picture, false);
      return;
    }
    const ready = () => { picture.dataset.drawn = ""; };
    const zoom = KINDS[picture.dataset.kind](picture, canvas, data, telling(picture), ready);
    for (const button of picture.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
    }
  };
  const shown = (picture, is) => {
    picture.hidden = !is;
    picture.parentElement.classList.toggle("drawn", is);
    const section = picture.closest("section");
    if (section.dataset.only !== undefined) section.hidden = !is;
  };
  const watch = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) {
        watch.unobserve(target);
        draw(target);
      }
    }
  }, { rootMargin: "500px" });
  for (const picture of document.querySelectorAll(".picture")) {
    shown(picture, true);
    watch.observe(picture);
  }
})();
