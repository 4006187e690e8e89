// The page's charts: each function turns values and a width into one drawing.
"use strict";
const SQ = (() => {
  const month = d3.utcParse("%Y-%m");
  const day = (text) => new Date(text.length === 7 ? `${text}-01` : text);
  const colours = ["var(--with)", "var(--without)", "var(--third)", "var(--fourth)", "var(--soft)"];
  const base = { style: { background: "none", fontSize: "12px", overflow: "visible", "--plot-background": "var(--paper)" } };
  const make = (name, parts = {}, ...children) => {
    const node = document.createElement(name);
    Object.assign(node, parts);
    node.append(...children);
    return node;
  };
  const plain = (key) => {
    const words = String(key).replaceAll("_", " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
  const points = (series) => series.months.map((text, i) => ({
    date: month(text), value: series.values[i], low: series.low[i] ?? null, high: series.high[i] ?? null,
  })).filter((d) => d.value !== null);

  // A legend of lines, so that no meaning hangs on colour alone.
  function legend(entries) {
    const list = make("ul", { className: "legend" });
    for (const { label, colour, dash, band, dot, heavy } of entries) {
      const sample = d3.create("svg").attr("width", 26).attr("height", 10).attr("aria-hidden", "true");
      if (band) sample.append("rect").attr("width", 26).attr("height", 10).attr("fill", colour).attr("opacity", 0.18);
      if (dot) sample.append("circle").attr("cx", 13).attr("cy", 5).attr("r", 3).attr("fill", colour);
      else sample.append("line").attr("x2", 26).attr("y1", 5).attr("y2", 5).attr("stroke", colour)
        .attr("stroke-width", heavy ? 2.5 : 1.6).attr("stroke-dasharray", dash ?? null);
      list.append(make("li", {}, sample.node(), label));
    }
    return list;
  }

  function grid(width, groups, draw) {
    const box = make("div", { className: "panels" });
    const columns = groups.length > 1 && width >= 850 ? 2 : 1;
    for (const group of groups) {
      box.append(make("div", {}, make("h4", { textContent: group.name }), draw(group, columns === 2 ? (width - 32) / 2 : width)));
    }
    return box;
  }

  const time = (width) => ({ type: "utc", label: null, ticks: width < 500 ? 4 : 6, insetLeft: 2, insetRight: 2 });
  const count = { label: null, grid: true, ticks: 4, nice: true, zero: true, tickFormat: "~s" };

  function effect(values, width) {
    const rows = values.rows.filter((d) => d.value !== null);
    const many = rows.length > 1;
    const left = many ? Math.min(260, width * 0.36) : 8;
    const reach = 1.12 * d3.max(rows.flatMap((d) => [Math.abs(d.low), Math.abs(d.high), Math.abs(d.value), 1.4 * values.margin]));
    return Plot.plot({
      ...base, width, height: many ? 54 + rows.length * (width < 500 ? 52 : 38) : 78, marginLeft: left, marginRight: 12, marginTop: many ? 22 : 20, marginBottom: 32,
      x: { domain: [-reach, reach], label: null, ticks: width < 500 ? 5 : 9, tickFormat: (d) => (d > 0 ? `+${d}` : `${d}`.replace("-", "−")) },
      y: { domain: rows.map((d) => d.label), label: null, axis: null, padding: 0.4 },
      marks: [
        Plot.rectX([0], { x1: -values.margin, x2: values.margin, fill: "var(--band)" }),
        Plot.text([0], { x: 0, text: () => "too small to tell", frameAnchor: "top", dy: -15, fill: "var(--soft)" }),
        Plot.text(["← further"], { text: (d) => d, frameAnchor: "top-left", dy: -15, fill: "var(--soft)" }),
        Plot.text(["nearer →"], { text: (d) => d, frameAnchor: "top-right", dy: -15, fill: "var(--soft)" }),
        Plot.ruleX([0], { stroke: "var(--soft)" }),
        many ? Plot.axisY({ lineWidth: left / 12.5, tickSize: 0, label: null }) : null,
        Plot.link(rows, { x1: "low", x2: "high", y1: "label", y2: "label", stroke: "var(--ink)", strokeWidth: 2 }),
        Plot.dot(rows, { x: "value", y: "label", r: 5, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 1.5 }),
      ],
    });
  }

  function marked(values, width) {
    const lines = values.marks.map((d) => ({ ...d, at: day(d.date) }));
    const key = legend(lines.map((d) => ({ label: `${d.date}: ${d.label}`, colour: "var(--ink)", heavy: d.event, dash: d.event ? null : "4 3" })));
    const panels = values.series.map((series) => ({ name: series.name, rows: points(series) }));
    return make("div", {}, key, grid(width, panels, (panel, across) => Plot.plot({
      ...base, width: across, height: 170, marginLeft: 44, marginTop: 10, marginRight: 8, x: time(across), y: count,
      marks: [
        Plot.rectY(panel.rows, { x: "date", interval: "month", y: "value", fill: "var(--with)", fillOpacity: 0.75, insetLeft: 0.5, insetRight: 0.5, title: (d) => `${d3.utcFormat("%Y-%m")(d.date)}: ${d.value}` }),
        Plot.ruleX(panel.rows.filter((d) => d.low !== null), { x: (d) => d3.utcDay.offset(d.date, 15), y1: "low", y2: "high", stroke: "var(--ink)", strokeOpacity: 0.55 }),
        Plot.ruleY([0], { stroke: "var(--soft)" }),
        Plot.ruleX(lines, { x: "at", stroke: "var(--ink)", strokeWidth: (d) => (d.event ? 2.2 : 1.2), strokeDasharray: "4 3", filter: (d) => !d.event }),
        Plot.ruleX(lines, { x: "at", stroke: "var(--ink)", strokeWidth: 2.2, filter: (d) => d.event }),
      ],
    })));
  }

  // Series named "X, with" and "X, without" share a panel; others stand alone.
  function worlds(values, width) {
    const parse = (series) => {
      const found = /^(.*?)[\s,:(|–-]+(with|without)(?: (?:it|the event))?\)?$/i.exec(series.name);
      return { series, name: found ? found[1] : series.name, world: found ? found[2].toLowerCase() : "with" };
    };
    const parsed = values.series.map(parse);
    const observed = (values.observed ?? []).map(parse);
    const names = [...new Set(parsed.map((d) => d.name))];
    const without = parsed.some((d) => d.world === "without");
    const banded = parsed.some((d) => d.series.low.length);
    const entries = [{ label: without ? "with the event" : "in the runs, with the event", colour: "var(--with)", band: banded }];
    if (without) entries.push({ label: "without it", colour: "var(--without)", band: banded, dash: "6 3" });
    if (observed.length) entries.push({ label: "recorded", colour: "var(--ink)", dot: true });
    const panels = names.map((name) => ({
      name,
      lines: parsed.filter((d) => d.name === name),
      seen: observed.filter((d) => d.name === name).flatMap((d) => points(d.series)),
    }));
    const colour = (world) => (world === "without" ? "var(--without)" : "var(--with)");
    return make("div", {}, legend(entries), grid(width, panels, (panel, across) => Plot.plot({
      ...base, width: across, height: 190, marginLeft: 44, marginTop: 10, marginRight: 8, x: time(across), y: count,
      marks: [
        Plot.ruleY([0], { stroke: "var(--soft)" }),
        ...panel.lines.flatMap(({ series, world }) => {
          const rows = points(series);
          return [
            series.low.length ? Plot.areaY(rows, { x: "date", y1: "low", y2: "high", fill: colour(world), fillOpacity: 0.16 }) : null,
            Plot.lineY(rows, { x: "date", y: "value", stroke: colour(world), strokeWidth: 2, strokeDasharray: world === "without" ? "6 3" : null }),
          ];
        }),
        Plot.dot(panel.seen, { x: "date", y: "value", r: 2.6, fill: "var(--ink)" }),
      ],
    })));
  }

  // One row for each option under its issue; rows are counted within the issue. Tints
  // stay below a half, so that the numbers on them can be read in light and dark.
  function terms(values, width) {
    const zone = "in the zone";
    const word = (key) => values.names[key] || plain(key);
    const across = Math.max(width, 820);
    const left = width < 500 ? 175 : 255;
    const turned = across < 1040;
    const issues = [...new Set(values.rows.map((d) => d.issue))];
    const options = d3.rollup(values.rows, (rows) => [...new Set(rows.map((d) => d.option))], (d) => d.issue);
    const rows = values.rows.map((d) => ({ ...d, share: d.chance ?? 0, row: options.get(d.issue).indexOf(d.option) }));
    const most = d3.max(options.values(), (d) => d.length);
    const lines = Math.ceil((d3.max(rows, (d) => d.label.length) * 6.4) / left);
    const step = Math.max(27, 8 + 14 * lines);
    const top = turned ? 84 : 58;
    const firsts = rows.filter((d) => d.party === zone);
    const words = (d) => `${word(d.party)}: ${d.label}, ${Math.round(100 * d.share)} in 100${d.must ? `; sine qua non in ${Math.round(100 * d.must)} in 100` : ""}`;
    const at = { fy: "issue", x: "party", y: "row" };
    return Plot.plot({
      ...base, width: across, height: top + issues.length * (most * step + 36), marginLeft: left, marginTop: top, marginRight: turned ? 40 : 4, marginBottom: 4,
      x: { domain: [...values.parties, " ", zone], axis: null, padding: 0.05 },
      y: { domain: d3.range(most), axis: null, padding: 0.08 },
      fy: { domain: issues, axis: null, padding: 0.3 },
      opacity: { type: "identity" },
      marks: [
        Plot.text([...values.parties, zone], { fy: () => issues[0], x: (d) => d, text: word, frameAnchor: "top", dy: -26, rotate: turned ? -30 : 0, textAnchor: turned ? "start" : "middle", lineWidth: turned ? Infinity : 6, lineAnchor: "bottom", fill: "var(--ink)" }),
        Plot.text(issues, { fy: (d) => d, text: word, frameAnchor: "top-left", dx: -left, dy: -18, fontWeight: 600, fill: "var(--ink)", textAnchor: "start" }),
        Plot.text(firsts, { fy: "issue", y: "row", text: "label", frameAnchor: "left", dx: -left, textAnchor: "start", lineWidth: (left - 10) / 12, fill: "var(--ink)" }),
        Plot.cell(rows, { ...at, fill: "var(--band)", fillOpacity: 0.45 }),
        Plot.cell(rows, { ...at, fill: (d) => (d.party === zone ? "var(--soft)" : "var(--with)"), fillOpacity: (d) => 0.5 * d.share, title: words }),
        Plot.cell(rows.filter((d) => d.must >= 0.05), { ...at, fill: "none", stroke: "var(--without)", strokeWidth: (d) => 1 + 3 * d.must, inset: 1.5, pointerEvents: "none" }),
        Plot.text(rows.filter((d) => d.chance !== null), { ...at, text: (d) => (d.chance > 0 && d.chance <= 0.005 ? "<1" : `${Math.round(100 * d.chance)}`), fill: "var(--ink)", pointerEvents: "none" }),
      ],
    });
  }

  function claims(values, width) {
    const order = ["agrees", "disagrees", "depends", "cannot tell", "assumed", "not a question of fact", "not tested yet"];
    const group = (result) => order.find((d) => result.startsWith(d)) ?? result;
    const authors = [...new Set(values.rows.map((d) => d.author))];
    const tally = new Map();
    const rows = d3.sort(values.rows, (d) => authors.indexOf(d.author)).map((d) => {
      const result = group(d.result);
      const place = tally.get(result) ?? 0;
      tally.set(result, place + 1);
      return { ...d, result, place, which: Math.min(authors.indexOf(d.author), 4) };
    });
    const results = [...new Set([...order, ...tally.keys()])].filter((d) => tally.has(d));
    const left = Math.min(170, width * 0.4);
    const most = d3.max(tally.values());
    const step = Math.min(18, (width - left - 34) / most);
    const shown = authors.slice(0, 5);
    const key = legend(shown.map((label, i) => ({ label: i === 4 && authors.length > 5 ? "others" : label, colour: colours[i], dot: true })));
    return make("div", {}, key, Plot.plot({
      ...base, width, height: 20 + results.length * 28, marginLeft: left, marginTop: 8, marginBottom: 12, marginRight: 4,
      x: { domain: [0, (width - left - 4) / step], axis: null },
      y: { domain: results, label: null, padding: 0 },
      marks: [
        Plot.axisY({ tickSize: 0, label: null, lineWidth: left / 13 }),
        Plot.dot(rows, {
          x: (d) => d.place + 0.6, y: "result", r: Math.min(6, step * 0.42), symbol: (d) => ["circle", "square", "triangle", "diamond", "star"][d.which],
          fill: (d) => colours[d.which], href: (d) => `#claim-${encodeURIComponent(d.id)}`, title: (d) => `${d.id}: ${d.claim}`, ariaLabel: (d) => d.id,
        }),
        Plot.text(results, { x: (d) => tally.get(d) + 0.7, y: (d) => d, text: (d) => `${tally.get(d)}`, textAnchor: "start", fill: "var(--soft)" }),
      ],
      symbol: { type: "identity" },
    }));
  }

  return { effect, contrasts: effect, deaths: marked, near: marked, war: worlds, held: worlds, strengths: worlds, terms, claims };
})();
