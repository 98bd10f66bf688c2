"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const words = JSON.parse($("words").textContent);
  const say = (name, values) => words[name].replace(/\{(\w+)\}/g, (_, field) => values[field]);
  const main = document.querySelector("main");
  const wide = matchMedia("(min-width: 60rem)");
  const OPEN = 8; // so many documents, and no more, are open from the start
  const GAP = 8; // pixels between two notes
  const LAG = 200; // pixels that a note may stand below its mark's line

  // The overview was written last, because it counts; it is read first.
  main.prepend($("overview"));

  const docs = [...document.querySelectorAll("details.doc")].map((el) => ({
    el,
    key: el.id,
    found: el.dataset.f.split(" ").map((word) => word.split(",")), // code, severity, section
    shown: [], // whether the filter lets a finding pass
    count: 0, // how many it lets pass
    low: null, // the text, for the search
    hits: [],
    dirty: true, // whether its notes do not yet show what the filter says
    placed: false, // whether its notes stand beside their marks
  }));
  const byKey = new Map(docs.map((doc) => [doc.key, doc]));
  const all = docs.reduce((sum, doc) => sum + doc.found.length, 0);
  const chosen = { severity: new Set(), rule: new Set(), file: new Set(), section: new Set() };
  let query = "";
  let current = null; // { doc, at }: the finding that j and k left
  let hit = null; // { doc, at }: the place that the search left

  // -- notes beside their marks ---------------------------------------------------------------
  // Notes take no room in their rows: where they are many they run on beside the next lines,
  // and only when they would fall too far behind is a line moved down.
  function place(doc) {
    const text = doc.el.querySelector(".text");
    const rows = [...text.querySelectorAll(".ns")].map((list) => list.parentNode);
    for (const row of rows) row.style.marginTop = "";
    text.style.paddingBottom = "";
    for (const note of text.querySelectorAll(".n")) note.style.marginTop = "";
    doc.placed = true;
    if (!wide.matches) return;
    const base = text.getBoundingClientRect().top;
    const plans = rows.filter((row) => !row.classList.contains("w")).map((row) => {
      const list = row.querySelector(".ns");
      const top = list.getBoundingClientRect().top - base;
      const notes = [...list.children].filter((note) => !note.hidden);
      const sizes = notes.map((note) => {
        const mark = $("m" + note.id.slice(1));
        const at = mark ? mark.getClientRects()[0].top - base : top;
        return [Math.max(at, top), note.offsetHeight];
      });
      return { row, top, notes, sizes };
    });
    const bottom = text.lastElementChild.getBoundingClientRect().bottom - base;
    let end = 0; // of the last note
    let moved = 0; // how far the lines went down
    for (const { row, top, notes, sizes } of plans) {
      if (!notes.length) continue;
      const behind = end - (sizes[0][0] + moved) - LAG;
      if (behind > 0) {
        row.style.marginTop = `${behind}px`;
        moved += behind;
      }
      let above = top + moved;
      notes.forEach((note, index) => {
        const start = Math.max(sizes[index][0] + moved, end);
        note.style.marginTop = `${start - above}px`;
        above = start + sizes[index][1];
        end = above + GAP;
      });
    }
    const over = end - (bottom + moved);
    if (over > 0) text.style.paddingBottom = `${over + 24}px`;
  }
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const doc = byKey.get(target.id);
      if (isIntersecting && doc.el.open && !doc.placed) place(doc);
    }
  }, { rootMargin: "600px" });
  function watch(doc) {
    doc.placed = false;
    watcher.unobserve(doc.el);
    watcher.observe(doc.el);
  }

  // -- filter and search ----------------------------------------------------------------------
  const passes = (set, value) => !set.size || set.has(value);
  function textOf(doc) {
    doc.low ??= doc.el.textContent.toLowerCase();
    return doc.low;
  }
  function occurrences(text) {
    let count = 0;
    for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) count++;
    return count;
  }
  function show(doc) { // bring an open document up to date
    if (!doc.dirty) return;
    doc.dirty = false;
    doc.shown.forEach((shown, index) => {
      $(`n${doc.key}-${index + 1}`).hidden = !shown;
    });
    for (const mark of doc.el.querySelectorAll("mark")) {
      mark.classList.toggle("off", !doc.shown[mark.dataset.i - 1]);
    }
    for (const list of doc.el.querySelectorAll(".l.w")) {
      list.hidden = !list.querySelector(".n:not([hidden])");
    }
    findHits(doc);
    watch(doc);
  }
  function open(doc) {
    doc.el.open = true;
    show(doc);
  }
  function update() {
    let findings = 0;
    let places = 0;
    let holding = 0;
    for (const doc of docs) {
      const file = passes(chosen.file, doc.key);
      doc.shown = doc.found.map(([code, severity, section]) =>
        file && passes(chosen.rule, code) && passes(chosen.severity, severity) &&
        passes(chosen.section, section));
      doc.count = doc.shown.filter(Boolean).length;
      const there = doc.count && query ? occurrences(textOf(doc)) : 0;
      doc.el.hidden = !doc.count || (query !== "" && !there);
      doc.dirty = true;
      doc.hits = [];
      if (!doc.el.hidden) {
        findings += doc.count;
        places += there;
        holding++;
      }
    }
    const matching = docs.filter((doc) => !doc.el.hidden);
    if (query && matching.length <= 3) matching.forEach(open);
    docs.filter((doc) => doc.el.open).forEach(show);
    highlight();
    hit = null;
    const filtered = Object.values(chosen).some((set) => set.size);
    const parts = [];
    if (docs.length && !matching.length) parts.push(words.none);
    else {
      if (query) parts.push(say("hits", { q: $("q").value.trim(), h: places, d: holding }));
      if (!query || filtered) parts.push(say(findings < all ? "some" : "all", { n: findings, all }));
    }
    $("status").textContent = parts.join(" · ");
    $("clear").hidden = !query && !filtered;
  }
  function clear() {
    $("q").value = query = "";
    $("facets").reset();
    Object.values(chosen).forEach((set) => set.clear());
    update();
  }

  // Hits are painted, not written into the text, so that marks stay as they are.
  function findHits(doc) {
    doc.hits = [];
    if (!query || !doc.el.open) return;
    for (const box of doc.el.querySelectorAll("h3, .l > p, .n:not([hidden]) > p")) {
      if (!box.textContent.toLowerCase().includes(query)) continue;
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      const nodes = [];
      let text = "";
      while (walker.nextNode()) {
        nodes.push([text.length, walker.currentNode]);
        text += walker.currentNode.data;
      }
      const low = text.toLowerCase().length === text.length ? text.toLowerCase() : text;
      const spot = (at, last) => {
        const [start, node] = nodes.findLast(([begin]) => (last ? begin < at : begin <= at));
        return [node, at - start];
      };
      for (let at = low.indexOf(query); at >= 0; at = low.indexOf(query, at + query.length)) {
        const range = new Range();
        range.setStart(...spot(at, false));
        range.setEnd(...spot(at + query.length, true));
        doc.hits.push(range);
      }
    }
  }
  function highlight() {
    if (!CSS.highlights) return;
    CSS.highlights.set("hits", new Highlight(...docs.flatMap((doc) => doc.hits).slice(0, 5000)));
    const range = hit && hit.doc.hits[hit.at];
    CSS.highlights.set("hit", range ? new Highlight(range) : new Highlight());
  }
  function nextHit(step) {
    const matching = docs.filter((doc) => !doc.el.hidden);
    if (!query || !matching.length) return;
    let index = hit ? matching.indexOf(hit.doc) : step > 0 ? 0 : matching.length - 1;
    let at = hit ? hit.at + step : null;
    for (let tried = 0; tried <= matching.length; tried++) {
      const doc = matching[index];
      open(doc);
      if (!doc.hits.length) findHits(doc);
      at ??= step > 0 ? 0 : doc.hits.length - 1;
      if (doc.hits[at]) {
        hit = { doc, at };
        const box = doc.hits[at].startContainer.parentElement;
        box.scrollIntoView({ block: "center", behavior: "instant" });
        const { top, bottom } = doc.hits[at].getBoundingClientRect();
        if (top < 90 || bottom > innerHeight) {
          scrollBy({ top: top - innerHeight / 2, behavior: "instant" });
        }
        break;
      }
      index = (index + step + matching.length) % matching.length;
      at = null;
    }
    highlight();
  }

  // -- from finding to finding ----------------------------------------------------------------
  function select(doc, at, move) {
    for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
    current = { doc, at };
    const note = $(`n${doc.key}-${at + 1}`);
    note.classList.add("now");
    for (const mark of doc.el.querySelectorAll(`mark[data-i="${at + 1}"]`)) mark.classList.add("now");
    if (move) {
      const row = note.closest(".l");
      row.scrollIntoView({ block: "nearest", behavior: "instant" });
      if (!doc.placed) place(doc);
      note.focus({ preventScroll: true });
      note.scrollIntoView({ block: "center", behavior: "instant" });
      const before = docs.slice(0, docs.indexOf(doc)).filter((one) => !one.el.hidden);
      const passed = before.reduce((sum, one) => sum + one.count, 0);
      const total = docs.reduce((sum, one) => sum + (one.el.hidden ? 0 : one.count), 0);
      const i = passed + doc.shown.slice(0, at + 1).filter(Boolean).length;
      $("status").textContent = say("at", { i, n: total });
    }
  }
  function step(by) {
    const focused = document.activeElement.closest(".n");
    if (focused) {
      const [key, number] = focused.id.slice(1).split("-");
      current = { doc: byKey.get(key), at: number - 1 };
    }
    let index = current ? docs.indexOf(current.doc) : by > 0 ? 0 : docs.length - 1;
    let at = current ? current.at + by : null;
    for (; docs[index]; index += by, at = null) {
      const doc = docs[index];
      if (doc.el.hidden) continue;
      at ??= by > 0 ? 0 : doc.shown.length - 1;
      while (at >= 0 && at < doc.shown.length && !doc.shown[at]) at += by;
      if (doc.shown[at]) {
        open(doc);
        select(doc, at, true);
        return;
      }
    }
  }

  // -- the page's parts -----------------------------------------------------------------------
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const tellTheme = () => $("theme").setAttribute("aria-pressed", String(isDark()));
  function theme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    tellTheme();
  }
  function unfold(wanted) { // the filter, which a phone folds away
    root.classList.toggle("filtering", wanted);
    $("to-filter").setAttribute("aria-expanded", String(root.classList.contains("filtering")));
  }
  function toFilter() {
    unfold(true);
    const first = document.querySelector("#facets input");
    if (!first) return;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: "instant" });
  }
  function reveal() {
    const target = $(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const doc = byKey.get(target.closest("details.doc")?.id);
    if (doc) open(doc);
    target.scrollIntoView({ behavior: "instant" });
  }

  $("facets").addEventListener("change", (event) => {
    const set = chosen[event.target.closest("fieldset").dataset.facet];
    if (event.target.checked) set.add(event.target.value);
    else set.delete(event.target.value);
    update();
  });
  $("facets").addEventListener("submit", (event) => event.preventDefault());
  let timer = 0;
  function search() {
    clearTimeout(timer);
    const wanted = $("q").value.trim().toLowerCase();
    if (wanted === query) return;
    query = wanted;
    update();
  }
  $("q").addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  $("q").addEventListener("compositionend", search);
  $("clear").addEventListener("click", () => {
    clear();
    $("q").focus();
  });
  $("to-filter").addEventListener("click", () => {
    if (root.classList.contains("filtering")) unfold(false);
    else toFilter();
  });
  system.addEventListener("change", tellTheme);
  $("theme").addEventListener("click", theme);
  $("ask").addEventListener("click", () => $("help").showModal());
  $("open-all").addEventListener("click", () => docs.forEach((doc) => (doc.el.open = true)));
  $("close-all").addEventListener("click", () => docs.forEach((doc) => (doc.el.open = false)));

  $("documents").addEventListener("toggle", (event) => {
    const doc = byKey.get(event.target.id);
    if (doc && doc.el.open) {
      show(doc);
      if (query) {
        findHits(doc);
        highlight();
      }
    }
  }, true);
  $("documents").addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const box = event.target.closest("details.doc");
    if (!box) return;
    const mark = event.target.closest("mark:not(.off)");
    const note = event.target.closest(".n");
    const doc = byKey.get(box.id);
    if (mark) select(doc, mark.dataset.i - 1, true);
    else if (note && !event.target.closest(".code, .see a")) {
      select(doc, note.id.split("-")[1] - 1, false);
    }
  });

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    f: toFilter,
    t: theme,
    "/": () => $("q").select(),
    "?": () => $("help").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("help").open) return;
    const typing = event.target === $("q");
    if (event.key === "Escape") {
      if (typing) $("q").blur();
      clear();
    } else if (typing) {
      if (event.key === "Enter") {
        event.preventDefault();
        search();
        nextHit(event.shiftKey ? -1 : 1);
      }
    } else if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  addEventListener("hashchange", reveal);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    docs.filter((doc) => doc.el.open).forEach(watch);
  });

  // On paper every document is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = docs.filter((doc) => !doc.el.open);
    docs.forEach(open);
  });
  addEventListener("afterprint", () => closed.forEach((doc) => (doc.el.open = false)));

  if (docs.length <= OPEN) docs.forEach((doc) => (doc.el.open = true));
  update();
  root.classList.replace("loading", "ready");
  tellTheme();
  if (location.hash) reveal();
})();
