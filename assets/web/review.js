"use strict";
// Everything here is a comfort: without it each page works by its links and forms.
(() => {
  const body = document.body;

  // -- keys: bound by where they lie on the keyboard, so that they work under a Persian layout, too ---------------
  const LOOK_MS = 700; // so long an announcement must have been on the screen before a key decides about it
  const WRITABLE = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea, select";
  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const box = () => document.querySelector("dialog[open], details.pop[open]");
  const down = new Set(); // keys that have not been let go: each of them counts once
  let opener = ""; // the key that opened the box, whose repetitions are no words
  let shownAt = performance.now();
  addEventListener("keyup", (event) => { down.delete(event.code); if (event.code === opener) { opener = ""; } });
  addEventListener("blur", () => down.clear());
  addEventListener("pageshow", (event) => {
    shownAt = performance.now();
    if (event.persisted) { document.querySelectorAll("form[data-sent]").forEach((each) => { delete each.dataset.sent; }); }
  });
  document.addEventListener("visibilitychange", () => { shownAt = performance.now(); });

  const say = (words) => {
    const said = document.getElementById("said");
    if (!said) { return; }
    said.textContent = words;
    setTimeout(() => { if (said.textContent === words) { said.textContent = ""; } }, 2500);
  };

  const open = (details, code) => {
    details.open = true;
    details.scrollIntoView({ block: "nearest" });
    const fields = [...details.querySelectorAll(WRITABLE), ...details.querySelectorAll("button, input:not([type=hidden])")];
    const first = details.classList.contains("pop") && fields.find((each) => each.offsetParent !== null);
    if (first) { opener = code; first.focus(); }
  };

  const use = (element, code) => {
    if (element.matches("summary")) {
      const details = element.parentElement;
      if (details.open) { details.open = false; } else { open(details, code); }
    } else if (element.matches("input, select, textarea")) {
      element.focus();
    } else if ("decides" in element.dataset && performance.now() - shownAt < LOOK_MS) {
      say(body.dataset.tooSoon);
    } else {
      element.click();
    }
  };

  const close = (details) => {
    details.open = false;
    details.querySelector("summary").focus();
  };

  // In a box letters are letters: only Escape, and Enter in the field for a reason, mean anything.
  const inBox = (event, here) => {
    if (event.code === opener && event.repeat) { event.preventDefault(); return; }
    if (event.code === "Escape" && here.matches("details")) { event.preventDefault(); close(here); return; }
    const sends = event.code === "Enter" || event.code === "NumpadEnter";
    if (!sends || event.repeat || event.shiftKey || !event.target.matches("textarea") || !here.contains(event.target)) { return; }
    event.preventDefault();
    event.target.form.requestSubmit();
  };

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const current = () => document.querySelector("[data-row].is-current");

  const go = (row) => {
    if (!row) { return; }
    current()?.classList.remove("is-current");
    row.classList.add("is-current");
    row.querySelector("h2 a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const move = (step) => {
    const all = rows();
    const at = all.indexOf(current());
    go(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step]);
  };

  const help = () => {
    const found = new Map();
    for (const element of document.querySelectorAll("[data-key]")) {
      const words = element.cloneNode(true);
      words.querySelectorAll("kbd, .left").forEach((each) => each.remove());
      found.set(element.dataset.key.replace(/^Key/, "").replace("Slash", "/").replace("Escape", "Esc"), (words.textContent.trim() || element.placeholder || "").slice(0, 60));
    }
    if (rows().length) { found.set("J, K", "↓ ↑"); }
    const dialog = document.createElement("dialog");
    const list = document.createElement("dl");
    for (const [key, words] of found) {
      const name = document.createElement("dt");
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      name.append(kbd);
      const meaning = document.createElement("dd");
      meaning.textContent = words;
      list.append(name, meaning);
    }
    const close = document.createElement("button");
    close.className = "button";
    close.textContent = "Esc";
    close.addEventListener("click", () => dialog.close());
    dialog.append(list, close);
    dialog.setAttribute("aria-label", "?");
    dialog.addEventListener("close", () => dialog.remove());
    body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) { return; }
    const here = box();
    if (here && (event.ctrlKey || event.metaKey) && event.code === "Enter") { inBox(event, here); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (here && (event.code === "Escape" || "keys" in body.dataset)) { inBox(event, here); return; }
    if (!("keys" in body.dataset) || typing(event.target)) { return; }
    const isFresh = !event.repeat && !down.has(event.code);
    down.add(event.code);
    const walks = rows().length && (event.code === "KeyJ" || event.code === "KeyK");
    if (!isFresh && !walks) { return; } // a key that is held down does one thing once
    let done = true;
    if (event.code === "Slash" && event.shiftKey) {
      help();
    } else if (event.shiftKey) {
      done = false;
    } else if (rows().length && (event.code === "KeyJ" || event.code === "KeyK")) {
      move(event.code === "KeyJ" ? 1 : -1);
    } else if (event.code === "Space" && current()?.querySelector("[name=chosen]") && event.target.closest("[data-row]")) {
      current().querySelector("[name=chosen]").click();
    } else if (event.code === "KeyS" && document.querySelector(".sentences")) {
      const buttons = [...document.querySelectorAll(".sentences button")];
      buttons[(buttons.indexOf(document.activeElement) + 1) % buttons.length]?.focus();
    } else if (/^Digit[1-4]$/.test(event.code) && document.querySelector(`[data-digit="${event.code.slice(5)}"]`)) {
      document.querySelector(`[data-digit="${event.code.slice(5)}"]`).focus();
    } else {
      const found = [...document.querySelectorAll(`[data-key="${event.code}"]`)].find((each) => each.offsetParent !== null || each.closest(".decide"));
      if (found) { use(found, event.code); } else { done = false; }
    }
    if (done) { event.preventDefault(); }
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (row && row !== current()) {
      current()?.classList.remove("is-current");
      row.classList.add("is-current");
    }
  });

  // -- one box at a time; a click elsewhere closes it ----------------------------------------------------------------
  document.addEventListener("click", (event) => {
    for (const each of document.querySelectorAll("details.pop[open]")) {
      if (!each.contains(event.target)) { each.open = false; }
    }
  });

  // -- a decision is sent once --------------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 5000);
  });

  // -- a time that is typed is the one that is meant ---------------------------------------------------------------------
  document.getElementById("at")?.addEventListener("input", (event) => {
    const choice = event.target.form?.querySelector("[name=when][value=at]");
    if (choice) { choice.checked = true; }
  });

  // -- the place where one is stands in view, where places do not fit on the screen ---------------------------------------
  for (const here of document.querySelectorAll(".places [aria-current], .tabs [aria-current]")) {
    const line = here.parentElement;
    const [inner, outer] = [here.getBoundingClientRect(), line.getBoundingClientRect()];
    line.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  }

  // -- nothing typed is lost unasked ----------------------------------------------------------------------------------
  const guarded = document.querySelector("form[data-guard]");
  if (guarded) {
    let changed = false;
    guarded.addEventListener("input", () => { changed = true; });
    guarded.addEventListener("submit", () => { changed = false; });
    addEventListener("beforeunload", (event) => { if (changed) { event.preventDefault(); } });
  }

  // -- the time that is left to take a step back -----------------------------------------------------------------------
  const digits = (text) => document.documentElement.lang === "fa" ? text.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : text;
  for (const bar of document.querySelectorAll("[data-until]")) {
    const end = performance.now() + (bar.dataset.until - bar.dataset.now) * 1000;
    const left = bar.querySelector(".left");
    const tick = setInterval(() => {
      const seconds = Math.ceil((end - performance.now()) / 1000);
      if (seconds <= 0) { bar.remove(); clearInterval(tick); return; }
      left.textContent = digits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    }, 1000);
  }

  // -- approving several: only what was on the screen -------------------------------------------------------------------
  const many = document.querySelector("[data-many]");
  if (many) {
    const boxes = [...document.querySelectorAll("[name=chosen]")];
    const number = many.querySelector("[data-number]");
    const show = () => { number.textContent = digits(String(boxes.filter((each) => each.checked).length)); };
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const box = entry.isIntersecting && entry.target.querySelector("[name=chosen]");
        if (box) { box.disabled = false; seen.unobserve(entry.target); }
      }
    }, { threshold: .6 });
    for (const row of rows()) {
      const box = row.querySelector("[name=chosen]");
      if (box) { box.disabled = true; seen.observe(row); }
    }
    document.addEventListener("change", show);
    show();
  }
})();
