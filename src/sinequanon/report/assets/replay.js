// Who holds each place in the runs: a quarter at a time, with and without the event.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("replay-values").textContent);
  const figure = document.getElementById("replay");
  const find = (id) => document.getElementById(`replay-${id}`);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const [width, height] = data.size;
  const [places, holders, months] = [data.places.length, data.holders.length, data.months.length];
  const worlds = ["without", "with"];
  const many = Object.fromEntries(worlds.map((world) => [world, bytes(data[world])]));
  const few = data.single.map((one) => Object.fromEntries(worlds.map((world) => [world, bytes(one[world])])));
  const sides = data.holders.map((holder) => data.holders.findIndex((one) => one.side === holder.side));
  const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const label = (i) => {
    const [year, month] = data.months[i].split("-");
    return `${names[Number(month) - 1]} ${year}`;
  };
  const percent = (share) => (share > 0 && share < 0.005 ? "< 1 %" : share < 1 && share > 0.995 ? "> 99 %" : `${Math.round(100 * share)} %`);
  const titles = { without: "Without the event", with: "With the event", difference: "Difference: what the event adds" };
  const state = { month: months - 1, view: "both", run: -1, place: data.places.findIndex((one) => one.code === data.place), timer: null };

  // What a place is in a world: its likeliest holder, how likely, and all shares.
  function held(world, place, month = state.month) {
    if (state.run >= 0) {
      const byte = few[state.run][world][month * places + place];
      return { first: byte >> 5, share: (byte & 31) / 31, all: null };
    }
    const from = (month * places + place) * holders;
    const all = Array.from(many[world].subarray(from, from + holders), (byte) => byte / 255);
    const side = all.map((_, h) => d3.sum(all, (share, k) => (sides[k] === sides[h] ? share : 0)));
    const most = d3.max(side);
    let first = -1;
    all.forEach((share, h) => {
      if (side[h] === most && (first < 0 || share > all[first])) first = h;
    });
    return { first, share: side[first], all };
  }
  // What the event adds: who gains most, and by how much; one run tells changed holders alone.
  function added(place) {
    const [one, other] = worlds.map((world) => held(world, place));
    if (!one.all) return { first: other.first, gain: one.first === other.first ? 0 : 1 };
    const gains = other.all.map((share, h) => share - one.all[h]);
    const first = d3.maxIndex(gains);
    return { first, gain: gains[first] };
  }
  const levels = [[0.9, 0.92], [0.6, 0.62], [0, 0.34]];
  const steps = [[0.2, 0.95], [0.05, 0.62], [0.01, 0.32]];
  const strong = (value, scale) => scale.find(([from]) => value >= from)?.[1] ?? 0;

  // Every holder but the first has a pattern as well, so that no colour has to be told.
  const patterns = ["", "dots", "level", "slant", "upright", "back", "wide", "grid"];
  const colour = (h) => `var(--k${h % 8})`;
  const svgNode = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const store = d3.select(svgNode("svg")).attr("width", 0).attr("height", 0).attr("aria-hidden", "true").style("position", "absolute");
  const turns = { level: 0, slant: 45, upright: 90, back: -45, wide: 20, grid: 70 };
  function pattern(id, kind, unit) {
    const size = (kind === "slant" ? 4.5 : 6) * unit;
    const box = store.append("pattern").attr("id", id).attr("width", size).attr("height", size).attr("patternUnits", "userSpaceOnUse");
    if (kind === "dots") box.append("circle").attr("cx", size / 2).attr("cy", size / 2).attr("r", 1.2 * unit).attr("fill", "var(--hatch)");
    else {
      box.attr("patternTransform", `rotate(${turns[kind]})`);
      box.append("rect").attr("width", size).attr("height", (kind === "slant" ? 1.7 : 1) * unit).attr("fill", "var(--hatch)");
      if (kind === "grid") box.append("rect").attr("width", unit).attr("height", size).attr("fill", "var(--hatch)");
    }
  }
  for (const kind of patterns.slice(1)) {
    pattern(`replay-${kind}`, kind, width / 620);
    pattern(`replay-key-${kind}`, kind, 1);
  }
  figure.append(store.node());

  const maps = figure.querySelector(".replay-maps");
  function draw() {
    const views = state.view === "both" ? worlds : [state.view];
    const boxes = d3.select(maps).selectAll("div").data(views, (view) => view).join((enter) => {
      const box = enter.append("div");
      box.append("h4").attr("id", (view) => `replay-title-${view}`);
      const svg = box.append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img").attr("aria-labelledby", (view) => `replay-title-${view}`).attr("aria-describedby", "replay-said");
      for (const layer of ["areas", "hatches"]) svg.append("g").attr("class", layer);
      svg.append("path").attr("class", "event").attr("fill-rule", "evenodd");
      svg.append("path").attr("class", "chosen").attr("fill-rule", "evenodd");
      return box;
    });
    boxes.order();
    boxes.each(function each(view) {
      const difference = view === "difference";
      const found = data.places.map((_, p) => {
        if (!difference) {
          const one = held(view, p);
          return { first: one.first, opacity: strong(one.share, levels), words: `${data.holders[one.first].name}, ${percent(one.share)}` };
        }
        const one = added(p);
        const opacity = strong(one.gain, steps);
        const gain = state.run < 0 ? `+${Math.round(100 * one.gain)} points` : "another holder";
        return { first: one.first, opacity, words: opacity ? `${data.holders[one.first].name}, ${gain}` : "under 1 point" };
      });
      const box = d3.select(this);
      box.select("h4").text(`${titles[view]}, ${label(state.month)}`);
      box.select(".areas").selectAll("path").data(data.places).join((enter) => {
        const path = enter.append("path").attr("d", (one) => one.path).attr("fill-rule", "evenodd");
        path.append("title");
        return path.on("click", (_, one) => choose(data.places.indexOf(one)));
      }).attr("class", (_, p) => (found[p].opacity ? "area" : "area blank"))
        .attr("fill", (_, p) => (found[p].opacity ? colour(found[p].first) : null))
        .attr("fill-opacity", (_, p) => found[p].opacity || 1)
        .select("title").text((one, p) => `${one.name}: ${found[p].words}`);
      box.select(".hatches").selectAll("path").data(data.places).join("path").attr("class", "hatch").attr("fill-rule", "evenodd").attr("d", (one) => one.path)
        .attr("fill", (_, p) => (found[p].opacity && patterns[found[p].first % 8] ? `url(#replay-${patterns[found[p].first % 8]})` : "none"));
      const event = data.places.findIndex((one) => one.code === data.place);
      box.select(".event").attr("d", event < 0 ? null : data.places[event].path);
      box.select(".chosen").attr("d", state.place < 0 || state.place === event ? null : data.places[state.place].path);
    });
    tell();
    keys();
  }

  function swatch(h, opacity) {
    const box = d3.select(svgNode("svg")).attr("width", 24).attr("height", 16).attr("aria-hidden", "true");
    // A strength is shown in several colours, or it would pass for a holder's own.
    for (const [i, k] of (h < 0 ? [0, 2, 5] : [h]).entries()) box.append("rect").attr("x", 8 * i).attr("width", h < 0 ? 8 : 24).attr("height", 16).attr("fill", colour(k)).attr("fill-opacity", opacity);
    if (h >= 0 && patterns[h % 8]) box.append("rect").attr("width", 24).attr("height", 16).attr("fill", `url(#replay-key-${patterns[h % 8]})`);
    return box.node();
  }
  function item(list, node, text) {
    const row = document.createElement("li");
    row.append(node, text);
    list.append(row);
  }
  const list = figure.querySelector(".replay-key");
  data.holders.forEach((holder, h) => item(list, swatch(h, 0.92), holder.name));
  if (data.place) {
    const box = d3.select(svgNode("svg")).attr("width", 24).attr("height", 16).attr("aria-hidden", "true");
    box.append("rect").attr("x", 2).attr("y", 2).attr("width", 20).attr("height", 12).attr("fill", "none").attr("stroke", "var(--ink)").attr("stroke-width", 2);
    item(list, box.node(), "the event's place");
  }
  function keys() {
    const scale = find("strength");
    scale.replaceChildren();
    const blank = d3.select(svgNode("svg")).attr("width", 24).attr("height", 16).attr("aria-hidden", "true");
    blank.append("rect").attr("width", 24).attr("height", 16).attr("fill", "var(--blank)");
    if (state.view === "difference") {
      if (state.run < 0) {
        ["20 points or more", "5 to 20", "1 to 5 points of runs"].forEach((text, i) => item(scale, swatch(-1, steps[i][1]), text));
        item(scale, blank.node(), "under 1 point; colour: who gains most");
      } else {
        item(scale, swatch(-1, steps[0][1]), "another holder with the event than without");
        item(scale, blank.node(), "the same holder");
      }
      return;
    }
    [state.run < 0 ? "its side has it in 90 % of runs or more" : "it has 90 % of the place or more", "60 to 90 %", "less than 60 %"].forEach((text, i) => item(scale, swatch(-1, levels[i][1]), text));
  }

  function tell() {
    const found = worlds.map((world) => data.places.map((_, p) => held(world, p).first));
    const differing = d3.range(places).filter((p) => found[0][p] !== found[1][p]);
    const count = worlds.map((_, w) => data.holders.map((holder, h) => [holder.name, found[w].filter((one) => one === h).length]).filter(([, n]) => n > 0).map(([name, n]) => `${name} ${n}`).join(", "));
    const who = state.run < 0 ? "likeliest holder" : "holder";
    const where = differing.length === 0 ? `The ${who} differs nowhere.` : `The ${who} differs in ${differing.length}: ${differing.slice(0, 8).map((p) => data.places[p].name).join(", ")}${differing.length > 8 ? " and others" : ""}.`;
    const what = state.run < 0 ? "Places by likeliest holder" : `Run ${data.single[state.run].run} alone, places by holder`;
    const same = count[0] === count[1] ? `${count[0]} in both worlds` : `without ${count[0]}; with ${count[1]}`;
    const text = `${label(state.month)}. ${what}: ${same}. ${where}`;
    const said = find("said");
    said.setAttribute("aria-live", state.timer === null ? "polite" : "off");
    said.textContent = text;
    find("now").textContent = label(state.month);
    const slider = find("month");
    slider.value = state.month;
    slider.setAttribute("aria-valuetext", label(state.month));
    find("place").value = state.place;
    find("told").textContent = state.place < 0 ? "" : worlds.map((world) => {
      const one = held(world, state.place);
      const rows = one.all ? one.all.map((share, h) => [share, h]).filter(([share]) => share >= 0.005).sort((a, b) => b[0] - a[0]) : [[one.share, one.first]];
      return `${titles[world]}: ${rows.map(([share, h]) => `${data.holders[h].name} ${percent(share)}`).join(", ")}.`;
    }).join(" ");
  }
  function choose(place) {
    state.place = place;
    draw();
  }

  // The tools.
  for (const part of [".replay-tools", ".replay-maps", ".replay-keys", ".replay-place"]) figure.querySelector(part).hidden = false;
  figure.querySelector("details.numbers").open = false;
  const picker = find("place");
  picker.append(new Option("none chosen", -1));
  for (const p of d3.range(places).sort((a, b) => d3.ascending(data.places[a].name, data.places[b].name))) picker.append(new Option(data.places[p].name, p));
  picker.addEventListener("change", () => choose(Number(picker.value)));
  const play = find("play");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  function halt() {
    if (state.timer !== null) clearInterval(state.timer);
    state.timer = null;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
  }
  function show(month) {
    state.month = Math.max(0, Math.min(months - 1, month));
    draw();
  }
  play.addEventListener("click", () => {
    if (state.timer !== null) {
      halt();
      draw();
      return;
    }
    if (state.month === months - 1) state.month = 0;
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    // Frames follow one another without fading; slower for whoever asked for less motion.
    state.timer = setInterval(() => {
      if (state.month === months - 1) {
        halt();
        draw();
      } else show(state.month + 1);
    }, still ? 2000 : 900);
    draw();
  });
  find("month").addEventListener("input", ({ target }) => { halt(); show(Number(target.value)); });
  find("run").addEventListener("change", ({ target }) => { state.run = Number(target.value); draw(); });
  for (const radio of figure.querySelectorAll("[name=replay-view]")) {
    radio.addEventListener("change", () => { state.view = radio.value; draw(); });
  }
  let before = null;
  window.addEventListener("beforeprint", () => {
    halt();
    before = state.month;
    show(months - 1);
  });
  window.addEventListener("afterprint", () => show(before ?? state.month));
  draw();
})();
