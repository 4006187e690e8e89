// The page of a forecast: one country's fan, and its numbers.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const values = JSON.parse(document.getElementById("values").textContent);
  const country = document.getElementById("country");
  const scale = document.getElementById("scale");
  const told = document.getElementById("told");
  const picture = document.getElementById("picture");
  const body = document.querySelector("#picture-numbers tbody");
  const month = d3.utcParse("%Y-%m");
  const whole = d3.format(",.0f");
  const share = d3.format(".0%");

  function draw() {
    const one = values.countries[Number(country.value)];
    const width = Math.max(420, Math.floor(picture.clientWidth) || 760);
    const seen = one.recorded.map((value, i) => ({ date: month(values.before[i]), value })).filter((d) => d.value !== null);
    const rows = values.months.map((text, i) => ({ text, date: month(text), q: one.quantiles[i], mean: one.mean[i], any: one.any[i], many: one.many[i] }));
    const plot = Plot.plot({
      width, height: 380, marginLeft: 60, marginTop: 30,
      style: { background: "none", fontSize: "13px", overflow: "visible", fontFamily: "inherit" },
      x: { type: "utc", label: null },
      y: { type: scale.value === "root" ? "sqrt" : "linear", label: "deaths a month", grid: true, zero: true, nice: true, ticks: 6, tickFormat: d3.format("~s") },
      marks: [
        Plot.ruleY([0], { stroke: "var(--soft)" }),
        Plot.areaY(rows, { x: "date", y1: (d) => d.q[0], y2: (d) => d.q[4], fill: "var(--with)", fillOpacity: 0.16 }),
        Plot.areaY(rows, { x: "date", y1: (d) => d.q[1], y2: (d) => d.q[3], fill: "var(--with)", fillOpacity: 0.26 }),
        Plot.lineY(rows, { x: "date", y: (d) => d.q[2], stroke: "var(--with)", strokeWidth: 2 }),
        Plot.lineY(rows, { x: "date", y: "mean", stroke: "var(--without)", strokeWidth: 1.4, strokeDasharray: "5 3" }),
        Plot.lineY(seen, { x: "date", y: "value", stroke: "var(--ink)", strokeWidth: 1.4 }),
        rows.length === 1 ? Plot.ruleX(rows, { x: "date", y1: (d) => d.q[0], y2: (d) => d.q[4], stroke: "var(--with)" }) : null,
      ],
    });
    plot.setAttribute("aria-hidden", "true");
    picture.replaceChildren(plot);
    const first = rows[0];
    const words = `${one.name}, ${first.text}: ${whole(first.q[0])} to ${whole(first.q[4])} deaths (5 to 95 in 100 draws), median ${whole(first.q[2])}. Black: recorded. Blue: median, with the middle 50 and 90 in 100 draws. Dashed: mean.`;
    told.textContent = words;
    picture.setAttribute("aria-label", words);
    body.replaceChildren(...rows.map((d) => {
      const line = document.createElement("tr");
      const cells = [d.text, ...d.q.map(whole), whole(d.mean), share(d.any), share(d.many)];
      cells.forEach((text, i) => {
        const cell = document.createElement(i === 0 ? "th" : "td");
        cell.textContent = text;
        if (i === 0) cell.scope = "row";
        else cell.className = "n";
        line.append(cell);
      });
      return line;
    }));
  }

  country.replaceChildren(...values.countries.map((one, i) => {
    const node = document.createElement("option");
    node.value = i;
    node.textContent = one.name;
    return node;
  }));
  country.addEventListener("change", draw);
  scale.addEventListener("change", draw);
  let waiting = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
  if (values.countries.length) draw();
})();
