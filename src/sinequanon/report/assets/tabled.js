// The page of a table: the picture of any two issues, and a table that can be copied.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const values = JSON.parse(document.getElementById("values").textContent);
  const first = document.getElementById("first");
  const second = document.getElementById("second");
  const whose = document.getElementById("whose");
  const read = document.getElementById("reading");
  const told = document.getElementById("told");
  const picture = document.getElementById("picture");
  const body = document.querySelector("#picture-numbers tbody");
  const issue = (key) => values.issues.find((d) => d.key === key);
  const option = (value, text) => {
    const node = document.createElement("option");
    node.value = value;
    node.textContent = text;
    return node;
  };

  // Cells of two issues, the first along the rows whichever way the pair is kept.
  function cells(one, other) {
    const pair = values.pairs.find((d) => d.issues.includes(one) && d.issues.includes(other));
    const grid = whose.value === "" ? pair.zone : pair.parties[whose.value];
    const turned = pair.issues[0] !== one;
    const at = read.value === "values" ? 0 : 1;
    return issue(one).options.flatMap((row, i) => issue(other).options.map((column, j) => ({
      row, column, chance: (turned ? grid[j][i] : grid[i][j])[at],
    })));
  }

  const words = (chance) => (chance > 0 && chance < 0.005 ? "<1" : chance < 1 && chance > 0.995 ? ">99" : `${Math.round(100 * chance)}`);

  function draw() {
    const one = first.value;
    const other = second.value;
    const rows = cells(one, other);
    const width = Math.max(420, Math.floor(picture.clientWidth) || 760);
    const left = Math.min(260, width * 0.34);
    const across = issue(other).options.length;
    const step = (width - left - 10) / across;
    const lines = d3.max(issue(other).options, (d) => Math.ceil((d.length * 7.2) / step));
    const top = 24 + 16 * lines;
    const name = whose.value === "" ? "in the zone" : `accepted by ${whose.selectedOptions[0].textContent}`;
    const title = `${issue(one).name}, by ${issue(other).name}: draws in 100 in which some settlement ${name} joins the two options`;
    const plot = Plot.plot({
      width, height: top + issue(one).options.length * 56 + 10, marginLeft: left, marginTop: top, marginRight: 10, marginBottom: 10,
      style: { background: "none", fontSize: "13px", overflow: "visible", fontFamily: "inherit" },
      x: { domain: issue(other).options, axis: null, padding: 0.04 },
      y: { domain: issue(one).options, axis: null, padding: 0.06 },
      marks: [
        Plot.axisX({ anchor: "top", tickSize: 0, label: null, lineWidth: step / 13.5, fill: "var(--ink)" }),
        Plot.axisY({ tickSize: 0, label: null, lineWidth: left / 14, fill: "var(--ink)" }),
        Plot.cell(rows, { x: "column", y: "row", fill: "var(--band)", fillOpacity: 0.45 }),
        Plot.cell(rows, { x: "column", y: "row", fill: "var(--with)", fillOpacity: (d) => 0.5 * d.chance, stroke: (d) => (d.chance > 0 ? "var(--with)" : "none"), strokeWidth: 1 }),
        Plot.text(rows, { x: "column", y: "row", text: (d) => words(d.chance), fill: "var(--ink)" }),
      ],
      opacity: { type: "identity" },
    });
    plot.setAttribute("aria-hidden", "true");
    picture.replaceChildren(plot);
    picture.setAttribute("aria-label", title);
    told.textContent = `${title}.`;
    body.replaceChildren(...rows.map((d) => {
      const line = document.createElement("tr");
      for (const [text, tag] of [[d.row, "th"], [d.column, "td"], [words(d.chance), "td"]]) {
        const cell = document.createElement(tag);
        cell.textContent = text;
        if (tag === "th") cell.scope = "row";
        line.append(cell);
      }
      return line;
    }));
  }

  // The second box never offers the issue of the first.
  function offer() {
    const kept = second.value;
    const others = values.issues.filter((d) => d.key !== first.value);
    second.replaceChildren(...others.map((d) => option(d.key, d.name)));
    second.value = others.some((d) => d.key === kept) ? kept : others[0].key;
  }

  if (values.issues.length > 1) {
    first.replaceChildren(...values.issues.map((d) => option(d.key, d.name)));
    whose.replaceChildren(option("", "The zone"), ...values.parties.filter((d) => d.key in values.pairs[0].parties).map((d) => option(d.key, d.name)));
    offer();
    first.addEventListener("change", () => { offer(); draw(); });
    for (const control of [second, whose, read]) control.addEventListener("change", draw);
    let waiting = 0;
    window.addEventListener("resize", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(draw);
    });
    draw();
  }

  const select = document.getElementById("select-terms");
  const done = document.getElementById("selected");
  select.addEventListener("click", () => {
    const range = document.createRange();
    range.selectNode(document.getElementById("terms-table"));
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    done.textContent = "Selected: copy it and paste it into a document.";
  });
})();
