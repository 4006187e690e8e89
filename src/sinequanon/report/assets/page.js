// What the page does once it is open: draw, filter, follow links, get ready for print.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const values = JSON.parse(document.getElementById("values").textContent);
  const figures = [...document.querySelectorAll("figure[data-chart]")];

  function draw(figure) {
    const plot = figure.querySelector(".plot");
    const width = Math.floor(plot.clientWidth) || 760;
    if (Number(plot.dataset.width) === width) return;
    plot.dataset.width = width;
    const name = figure.dataset.chart;
    try {
      plot.replaceChildren(SQ[name](values[name], width));
    } catch (error) {
      // The table of the same numbers stays open, so that nothing is lost.
      console.error(`chart ${name}`, error);
      const words = document.createElement("p");
      words.className = "failed";
      words.textContent = "This chart could not be drawn; its numbers stand below.";
      plot.replaceChildren(words);
      figure.querySelector("details.numbers").open = true;
    }
  }

  for (const figure of figures) {
    figure.querySelector("details.numbers").open = false;
    draw(figure);
  }
  let waiting = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => figures.forEach(draw));
  });

  const claims = [...document.querySelectorAll(".claim")];
  const filters = [...document.querySelectorAll("[data-filter]")];
  const tally = document.querySelector(".filter output");
  function filter() {
    let shown = 0;
    for (const claim of claims) {
      const fits = filters.every((d) => d.value === "" || claim.dataset[d.dataset.filter] === d.value);
      claim.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    tally.textContent = shown === claims.length ? `${shown} claims` : `${shown} of ${claims.length} claims`;
  }
  for (const control of filters) control.addEventListener("change", filter);

  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches(".claim")) {
      if (target.hidden) {
        for (const control of filters) control.value = "";
        filter();
      }
      target.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", follow);
  follow();

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = claims.filter((claim) => !claim.open);
    for (const claim of opened) claim.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const claim of opened) claim.open = false;
  });
})();
