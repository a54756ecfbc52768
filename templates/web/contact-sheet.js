"use strict";
(() => {
  const said = document.getElementById("said");
  let silence;

  const say = (words) => {
    said.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 3000);
  };

  // Works where the clipboard interface is missing, as in some browsers on a page from a disk.
  const copyBySelection = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "offscreen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  };

  const copy = async (button) => {
    const element = document.getElementById(button.dataset.copy);
    const done = await copyText(element.textContent);
    button.focus();
    if (done) {
      say("Copied.");
    } else {
      getSelection().selectAllChildren(element);
      say("Selected: press Ctrl+C or ⌘C to copy.");
    }
  };

  const pictureOf = (image) => {
    const [head, body] = image.src.split(",");
    const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: head.slice("data:".length).split(";")[0] });
  };

  const copyCard = async (button) => {
    const picture = pictureOf(document.getElementById(button.dataset.copyCard));
    try {
      await navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })]);
      say("Card copied.");
    } catch {
      say("This browser does not copy pictures: save the card instead.");
    }
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  const copiesPictures = typeof ClipboardItem === "function" && navigator.clipboard?.write;
  for (const button of document.querySelectorAll("[data-copy-card]")) {
    const embedded = document.getElementById(button.dataset.copyCard).src.startsWith("data:");
    button.hidden = !(copiesPictures && embedded);
    button.addEventListener("click", () => copyCard(button));
  }

  // The card that the page carries can be saved even when the page was sent without its folders.
  for (const link of document.querySelectorAll("[data-save]")) {
    link.href = document.getElementById(link.dataset.save).src;
  }

  const zoom = document.getElementById("zoom");
  for (const card of document.querySelectorAll("[data-zoom]")) {
    card.addEventListener("click", () => {
      const image = card.querySelector("img");
      const large = zoom.querySelector("img");
      large.src = image.src;
      large.alt = image.alt;
      zoom.showModal();
    });
  }
  zoom.addEventListener("click", () => zoom.close());

  const shown = () => [...document.querySelectorAll(".draft")].filter((draft) => draft.offsetParent !== null);

  const focused = () => document.activeElement.closest(".draft");
  const isBelow = (edge) => (draft) => draft.getBoundingClientRect().top > edge;
  const inView = () => shown().findLast((draft) => !isBelow(innerHeight / 2)(draft));

  const neighbour = (step) => {
    const drafts = shown();
    const from = drafts.indexOf(focused());
    if (from >= 0) {
      return drafts[from + step];
    }
    return step > 0 ? drafts.find(isBelow(0)) : drafts.findLast((draft) => !isBelow(0)(draft));
  };

  const move = (step) => {
    const draft = neighbour(step);
    draft?.focus({ preventScroll: true });
    draft?.scrollIntoView({ block: "start" });
  };

  const press = (selector) => (focused() ?? inView())?.querySelector(selector)?.click();

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: () => press("[data-copy$='-text']"),
    a: () => press("[data-copy$='-alt']"),
    x: () => press("[data-post]"),
  };
  const keysOn = document.getElementById("keys-on");
  document.querySelector(".keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (action && keysOn.checked && !zoom.open && !event.ctrlKey && !event.metaKey && !event.altKey) {
      action();
      event.preventDefault();
    }
  });
})();
