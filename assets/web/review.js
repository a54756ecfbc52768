"use strict";
// Everything here is a comfort: without it each page works by its links and forms.
(() => {
  const body = document.body;

  // -- keys: bound by where they lie on the keyboard, so that they work under a Persian layout, too ---------------
  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog[open]");

  const use = (element) => {
    if (element.matches("summary")) {
      const details = element.parentElement;
      details.open = !details.open;
      if (details.open) { (details.querySelector("textarea, input, button, [tabindex]") ?? element).focus(); }
      details.scrollIntoView({ block: "nearest" });
    } else if (element.matches("input, select, textarea")) {
      element.focus();
    } else {
      element.click();
    }
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
    if (!("keys" in body.dataset) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.code === "Escape") {
      document.querySelectorAll("details.pop[open]").forEach((each) => { each.open = false; each.querySelector("summary").focus(); });
    }
    if (typing(event.target)) { return; }
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
      if (found) { use(found); } else { done = false; }
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
