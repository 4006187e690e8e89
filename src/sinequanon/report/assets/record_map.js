// The map of a war: a month at a time, by slider, by key or playing.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("values").textContent);
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const value = Object.fromEntries([...digits].map((digit, i) => [digit, i / 63]));
  const control = data.kind === "control";
  const [width, height] = data.size;
  const count = data.holders.length;
  const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const label = (i) => {
    const month = data.first + i - 1;
    return `${names[month % 12]} ${1980 + Math.floor(month / 12)}`;
  };
  const key = (i) => {
    const month = data.first + i - 1;
    return `${1980 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  };
  const number = d3.format(",");
  const percent = (share) => (share > 0.985 ? "> 98 %" : share < 0.015 ? "< 2 %" : `${Math.round(100 * share)} %`);
  const colour = (holder) => `var(--h${Math.min(holder, 5)})`;
  const make = (name, parts = {}, ...children) => {
    const node = document.createElement(name);
    Object.assign(node, parts);
    node.append(...children);
    return node;
  };

  document.querySelector(".stage").hidden = false;
  const shares = (cell, month) => d3.range(count).map((h) => value[cell.share[month * count + h]]);
  const flag = (bit) => (cell, month) => (Number(cell.flags[month]) & bit) > 0;
  const [reported, disputed, unsure] = [flag(1), flag(2), flag(4)];
  const weight = (cell, month) => value[cell.weight[month]];
  const likeliest = (cell, month) => {
    const all = shares(cell, month);
    // The likeliest side first, then its likeliest holder; the second is of another side.
    const side = d3.rollup(d3.range(count), (own) => d3.sum(own, (h) => all[h]), (h) => data.sides[h]);
    const whole = (h) => side.get(data.sides[h]);
    const order = d3.range(count).sort((a, b) => whole(b) - whole(a) || data.sides[a] - data.sides[b] || all[b] - all[a]);
    const first = order[0];
    const second = order.find((h) => data.sides[h] !== data.sides[first]) ?? first;
    const inside = weight(cell, month) > 0;
    return { first, second, chance: whole(first), inside, told: inside && !unsure(cell, month) };
  };
  // Sure is full colour, a toss-up is pale; a proxy shows how many deaths stand behind it.
  const strong = (found, cell, month) => (control ? 0.16 + 0.74 * Math.max(0, (found.chance - 0.3) / 0.7) : 0.12 + 0.8 * weight(cell, month) ** 1.5);
  const said = (cell, month) => {
    let row = -1;
    for (let i = 0; i < cell.said.length && cell.said[i] <= month; i += 2) row = cell.said[i + 1];
    return row < 0 ? null : data.statements[row];
  };
  const pointsOf = (month) => {
    const flat = data.events[month];
    return d3.range(0, flat.length, 7).map((i) => ({ x: flat[i], y: flat[i + 1], dyad: data.dyads[flat[i + 2]], events: flat[i + 3], low: flat[i + 4], best: flat[i + 5], high: flat[i + 6] }));
  };
  // No circle may cover the map: where one event has thousands of deaths, all shrink.
  const worst = d3.max(data.events, (flat) => d3.max(d3.range(5, flat.length, 7), (i) => flat[i])) || 1;
  const swell = Math.min(1.15, 48 / Math.sqrt(worst));
  const deaths = data.events.map((flat) => d3.sum(d3.range(5, flat.length, 7), (i) => flat[i]));

  const state = { month: 0, cell: -1, timer: null, scale: 1 };
  const ratio = () => width / (svg.node().clientWidth || 800);

  // The layers of the map.
  const svg = d3.select("svg.map").attr("viewBox", `0 0 ${width} ${height}`).attr("preserveAspectRatio", "xMidYMid meet");
  const stripes = svg.append("defs");
  data.holders.forEach((_, h) => {
    const pattern = stripes.append("pattern").attr("id", `stripes${h}`).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("fill", colour(h));
  });
  const sheet = svg.append("g");
  const layer = Object.fromEntries(["grid", "under", "fill", "over", "edge", "lines", "picked", "events", "towns"].map((name) => [name, sheet.append("g").attr("class", name)]));
  for (const [axis, at, text] of data.grid) {
    const across = axis === "x";
    layer.grid.append("line").attr("class", "meridian").attr("x1", across ? at : -width).attr("x2", across ? at : 2 * width).attr("y1", across ? -height : at).attr("y2", across ? 2 * height : at);
    layer.grid.append("text").attr("class", "degree").datum([across ? at : 0, across ? height : at]).text(text);
  }
  if (data.lines) layer.lines.append("path").attr("class", "coast").attr("d", data.lines);
  if (control) layer.under.selectAll("path").data(data.cells).join("path").attr("class", "under").attr("d", (cell) => cell.path).attr("fill-rule", "evenodd");
  const fills = layer.fill.selectAll("path").data(data.cells).join("path").attr("class", "cell").attr("d", (cell) => cell.path).attr("fill-rule", "evenodd");
  fills.append("title");
  fills.on("click", (_, cell) => choose(data.cells.indexOf(cell)));

  const zoom = d3.zoom().scaleExtent([1, 14]).translateExtent([[-0.1 * width, -0.1 * height], [1.1 * width, 1.1 * height]]).on("zoom", ({ transform }) => {
    sheet.attr("transform", transform);
    state.scale = transform.k;
    sizes();
  });
  svg.call(zoom).on("dblclick.zoom", null);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const gently = () => (still ? svg : svg.transition().duration(250));
  d3.selectAll("[data-zoom]").on("click", (event) => {
    const way = event.currentTarget.dataset.zoom;
    if (way === "all") gently().call(zoom.transform, d3.zoomIdentity);
    else gently().call(zoom.scaleBy, way === "in" ? 1.7 : 1 / 1.7);
  });

  // What keeps its size on the screen while the map grows under it.
  function sizes() {
    const unit = ratio() / state.scale;
    stripes.selectAll("pattern").attr("width", 7 * unit).attr("height", 7 * unit);
    stripes.selectAll("rect").attr("width", 3 * unit).attr("height", 7 * unit);
    layer.events.selectAll("circle").attr("r", (d) => (1.6 + swell * Math.sqrt(d.best)) * unit);
    layer.towns.selectAll("circle").attr("r", 2 * unit);
    layer.towns.selectAll("text").attr("x", (d) => d[1] + 5 * unit).attr("y", (d) => d[2] + 4 * unit).style("font-size", `${12 * unit}px`).style("stroke-width", 3 * unit);
    layer.grid.selectAll("text").attr("x", (d) => d[0] + 4 * unit).attr("y", (d) => d[1] - 4 * unit).style("font-size", `${11 * unit}px`);
    towns(unit);
  }

  // The largest towns whose names do not run into one another.
  let room = 0;
  function towns(unit) {
    if (room === unit) return;
    room = unit;
    const taken = [];
    const free = data.towns.filter(([name, x, y]) => {
      const box = [x - 4 * unit, y - 9 * unit, x + (10 + 7 * name.length) * unit, y + 9 * unit];
      if (taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) return false;
      taken.push(box);
      return true;
    });
    layer.towns.selectAll("circle").data(free, (d) => d[0]).join("circle").attr("class", "town-dot").attr("cx", (d) => d[1]).attr("cy", (d) => d[2]).attr("r", 2 * unit);
    layer.towns.selectAll("text").data(free, (d) => d[0]).join("text").attr("class", "town").text((d) => d[0]).attr("x", (d) => d[1] + 5 * unit).attr("y", (d) => d[2] + 4 * unit).style("font-size", `${12 * unit}px`).style("stroke-width", 3 * unit);
  }

  // The key.
  const list = document.querySelector(".key");
  const tallies = data.holders.map(({ name }, h) => {
    const tally = make("b");
    const ramp = make("span", { className: "ramp", ariaHidden: "true" });
    for (const chance of [0.4, 0.6, 0.8, 1]) {
      const step = make("i");
      step.style.background = colour(h);
      step.style.opacity = control ? strong({ chance }) : 0.12 + 0.8 * ((chance - 0.15) ** 1.5);
      ramp.append(step);
    }
    list.append(make("li", {}, ramp, make("span", { textContent: name }), tally));
    return tally;
  });
  const ends = control ? ["40 %", "100 %"] : ["few", "many"];
  list.append(make("li", { className: "scale" }, make("span", {}, make("span", { textContent: ends[0] }), make("span", { textContent: ends[1] })), make("span", { textContent: control ? "chance; right: subdistricts" : "deaths in twelve months; right: cells" })));
  const signs = document.querySelector(".signs");
  function sign(draw, text) {
    const box = d3.create("svg").attr("width", 24).attr("height", 16).attr("viewBox", "0 0 24 16").attr("aria-hidden", "true");
    draw(box);
    signs.append(make("li", {}, box.node(), make("span", { textContent: text })));
  }
  if (control) {
    sign((box) => box.append("rect").attr("x", 2).attr("y", 1.5).attr("width", 20).attr("height", 13).attr("class", "edge"), "reported: dated statements speak; else inferred");
    sign((box) => {
      box.append("rect").attr("width", 24).attr("height", 16).attr("fill", colour(0)).attr("opacity", 0.45);
      for (const x of [-6, 2, 10, 18]) box.append("line").attr("x1", x).attr("x2", x + 12).attr("y1", 16).attr("y2", 0).attr("stroke", colour(1)).attr("stroke-width", 3);
    }, "disputed: stripes of the second likeliest side");
    sign((box) => box.append("rect").attr("width", 24).attr("height", 16).attr("fill", "var(--none)"), "not told: too uncertain, or held by no side of this war");
  }
  sign((box) => box.append("circle").attr("cx", 12).attr("cy", 8).attr("r", 6.5).attr("class", "event"), "fighting; the area is the number of deaths");
  sign((box) => box.append("circle").attr("cx", 12).attr("cy", 8).attr("r", 6).attr("class", "event civilians"), "killing of civilians by an armed side");

  // The track of months.
  const track = d3.select("svg.deaths");
  const slider = document.getElementById("month");
  slider.max = data.months - 1;
  const thumb = 8;
  function drawTrack() {
    const across = track.node().clientWidth || 600;
    const x = d3.scaleLinear([0, data.months - 1], [thumb, across - thumb]);
    const y = d3.scaleLinear([0, d3.max(deaths) || 1], [38, 4]);
    const wide = Math.max(1, (across - 2 * thumb) / data.months - 0.8);
    track.selectAll("*").remove();
    const years = d3.range(data.months).filter((i) => (data.first + i) % 12 === 1);
    const every = Math.ceil((years.length * 42) / across);
    const marks = track.selectAll("g").data(years.filter((_, i) => i % every === 0)).join("g").attr("transform", (i) => `translate(${x(i)},0)`);
    marks.append("line").attr("y1", 0).attr("y2", 41);
    marks.append("text").attr("y", 52).attr("text-anchor", (i) => (i === 0 ? "start" : "middle")).text((i) => key(i).slice(0, 4));
    track.selectAll("rect").data(deaths).join("rect").attr("class", "bars").attr("x", (_, i) => x(i) - wide / 2).attr("width", wide).attr("y", (d) => y(d)).attr("height", (d) => 38 - y(d));
    track.on("click", (event) => show(Math.round(x.invert(d3.pointer(event)[0]))));
    markTrack();
  }
  const markTrack = () => track.selectAll("rect").classed("here", (_, i) => i === state.month);

  // A month.
  function show(month) {
    state.month = Math.max(0, Math.min(data.months - 1, month));
    const now = state.month;
    const found = data.cells.map((cell) => likeliest(cell, now));
    fills.attr("fill", (_, i) => (found[i].told ? colour(found[i].first) : control ? "var(--none)" : "none"))
      .attr("fill-opacity", (cell, i) => (found[i].told ? strong(found[i], cell, now) : 1))
      .attr("pointer-events", "all")
      .style("stroke-opacity", (_, i) => (found[i].told || control ? 1 : 0));
    fills.select("title").text((cell, i) => words(cell, found[i], now));
    const striped = data.cells.filter((cell, i) => disputed(cell, now) && found[i].told);
    layer.over.selectAll("path").data(striped, (cell) => cell.code).join("path").attr("class", "over").attr("d", (cell) => cell.path).attr("fill-rule", "evenodd")
      .attr("fill", (cell) => `url(#stripes${likeliest(cell, now).second})`).attr("fill-opacity", 0.75);
    layer.edge.selectAll("path").data(data.cells.filter((cell) => reported(cell, now)), (cell) => cell.code).join("path").attr("class", "edge").attr("d", (cell) => cell.path);
    const points = document.getElementById("show-events").checked ? pointsOf(now).sort((a, b) => b.best - a.best) : [];
    const dots = layer.events.selectAll("circle").data(points).join("circle").attr("class", (d) => (d.dyad.civilians ? "event civilians" : "event")).attr("cx", (d) => d.x).attr("cy", (d) => d.y);
    dots.selectAll("title").data((d) => [d]).join("title").text((d) => `${d.dyad.name.replaceAll("_", " ")}: ${number(d.events)} ${d.events === 1 ? "event" : "events"}, ${number(d.best)} deaths (${number(d.low)} to ${number(d.high)})`);
    const tally = d3.rollup(found.filter((d) => d.told), (rows) => rows.length, (d) => d.first);
    tallies.forEach((node, h) => { node.textContent = tally.get(h) ?? 0; });
    document.getElementById("now").textContent = label(now);
    const all = pointsOf(now);
    const many = d3.sum(all, (d) => d.events);
    const striking = control ? `; ${striped.length} ${striped.length === 1 ? "subdistrict" : "subdistricts"} disputed` : "";
    const text = `${number(many)} ${many === 1 ? "event" : "events"}, ${number(deaths[now])} deaths (${number(d3.sum(all, (d) => d.low))} to ${number(d3.sum(all, (d) => d.high))})${striking}`;
    const status = document.querySelector(".now");
    status.setAttribute("aria-live", state.timer === null ? "polite" : "off");
    status.textContent = text;
    slider.value = now;
    slider.setAttribute("aria-valuetext", `${label(now)}: ${text}`);
    sizes();
    markTrack();
    tell();
    // A page from a file may not be allowed to keep its place; it works without.
    try { history.replaceState(null, "", `#${key(now)}${state.cell < 0 ? "" : `,${data.cells[state.cell].code}`}`); } catch { return; }
  }

  function words(cell, found, month) {
    if (found.inside && !found.told) return `${cell.name}: not told: too uncertain`;
    if (!found.told) return control ? `${cell.name}: held by no side of this war` : `${cell.name}: no deaths in twelve months`;
    const basis = control ? `, ${reported(cell, month) ? "reported" : "inferred"}${disputed(cell, month) ? ", disputed" : ""}` : " of the deaths";
    return `${cell.name}: ${data.holders[found.first].name}, ${percent(found.chance)}${basis}`;
  }

  // The chosen place.
  const picker = document.getElementById("cell");
  picker.append(make("option", { value: -1, textContent: "none chosen: click the map or choose here" }));
  const sorted = d3.range(data.cells.length).sort((a, b) => d3.ascending(data.cells[a].name, data.cells[b].name));
  for (const i of sorted) picker.append(make("option", { value: i, textContent: data.cells[i].name }));
  picker.addEventListener("change", () => choose(Number(picker.value)));
  function choose(i) {
    state.cell = i;
    picker.value = i;
    layer.picked.selectAll("path").data(i < 0 ? [] : [data.cells[i]]).join("path").attr("class", "picked").attr("d", (cell) => cell.path);
    show(state.month);
  }
  function tell() {
    const box = document.querySelector(".told");
    if (state.cell < 0) return box.replaceChildren();
    const cell = data.cells[state.cell];
    const now = state.month;
    const found = likeliest(cell, now);
    const parts = [];
    if (!found.inside) parts.push(make("p", { textContent: words(cell, found, now) }));
    else {
      const rows = make("div", { className: "rows" });
      shares(cell, now).forEach((share, h) => {
        const bar = make("span");
        bar.style.width = `${100 * share}%`;
        bar.style.background = colour(h);
        rows.append(make("span", { textContent: data.holders[h].name }), make("i", {}, bar), make("b", { textContent: percent(share) }));
      });
      parts.push(rows);
      if (control) {
        const basis = `${reported(cell, now) ? "Reported" : "Inferred"}${disputed(cell, now) ? " and disputed" : ""} in ${label(now)}${found.told ? "" : "; not told on the map: too uncertain"}.`;
        parts.push(make("p", { textContent: basis }));
      }
    }
    parts.push(strip(cell));
    const statement = control ? said(cell, now) : null;
    if (statement) {
      const [place, date, support, source] = statement;
      parts.push(make("p", { className: "said" }, `The statement nearest in time: ${place}, ${date} (${support}). ${source}`));
    }
    return box.replaceChildren(...parts);
  }
  function strip(cell) {
    const across = 328, tall = 46, wide = across / data.months;
    const drawing = d3.create("svg").attr("class", "strip").attr("viewBox", `0 0 ${across} ${tall}`).attr("preserveAspectRatio", "none").attr("role", "img").attr("aria-label", `All months of ${cell.name}, ${label(0)} to ${label(data.months - 1)}`);
    for (let month = 0; month < data.months; month += 1) {
      if (weight(cell, month) === 0) continue;
      // Slivers are left out and the rest fills the strip.
      const parts = shares(cell, month).map((share) => (share > 0.015 ? share : 0));
      const whole = d3.sum(parts);
      let from = 0;
      parts.map((share) => share / whole).forEach((share, h) => {
        if (share > 0) drawing.append("rect").attr("x", month * wide).attr("width", wide).attr("shape-rendering", "crispEdges").attr("y", from * tall).attr("height", share * tall).attr("fill", colour(h)).attr("fill-opacity", control ? 0.9 : 0.2 + 0.7 * weight(cell, month));
        from += share;
      });
    }
    drawing.append("line").attr("class", "here").attr("x1", (state.month + 0.5) * wide).attr("x2", (state.month + 0.5) * wide).attr("y2", tall);
    drawing.on("click", (event) => {
      const box = drawing.node().getBoundingClientRect();
      show(Math.floor(((event.clientX - box.left) / box.width) * data.months));
    });
    return drawing.node();
  }

  // Playing.
  const play = document.getElementById("play");
  function halt() {
    if (state.timer !== null) clearInterval(state.timer);
    state.timer = null;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
  }
  play.addEventListener("click", () => {
    if (state.timer !== null) {
      halt();
      show(state.month);
      return;
    }
    if (state.month === data.months - 1) show(0);
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    state.timer = setInterval(() => {
      if (state.month === data.months - 1) halt();
      else show(state.month + 1);
    }, still ? 1200 : 450);
  });
  slider.addEventListener("input", () => { halt(); show(Number(slider.value)); });
  slider.addEventListener("keydown", (event) => {
    const step = { PageUp: 12, PageDown: -12 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    halt();
    show(state.month + step);
  });
  document.getElementById("show-events").addEventListener("change", () => show(state.month));
  document.getElementById("show-towns").addEventListener("change", ({ target }) => layer.towns.attr("display", target.checked ? null : "none"));

  function place() {
    const [month, code] = decodeURIComponent(location.hash.slice(1)).split(",");
    const at = d3.range(data.months).find((i) => key(i) === month);
    const cell = data.cells.findIndex((one) => one.code === code);
    state.month = at ?? (control ? d3.range(data.months).find((i) => key(i) === "2016-03") : d3.maxIndex(deaths));
    choose(cell);
  }
  window.addEventListener("hashchange", place);
  let waiting = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { room = 0; sizes(); drawTrack(); });
  });
  drawTrack();
  place();
})();
