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
      say(said.dataset.copied);
    } else {
      getSelection().selectAllChildren(element);
      say(said.dataset.selected);
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
      say(said.dataset.card);
    } catch {
      say(said.dataset.noCard);
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

  // Phones hand text and picture to the app that a person posts with.
  const shared = (draft) => {
    const content = { text: draft.querySelector(".post-text").textContent };
    const image = draft.querySelector(".card");
    if (image?.src.startsWith("data:")) {
      const picture = pictureOf(image);
      const withPicture = { ...content, files: [new File([picture], "card.png", { type: picture.type })] };
      return navigator.canShare(withPicture) ? withPicture : content;
    }
    return content;
  };

  if (navigator.share && navigator.canShare && matchMedia("(pointer: coarse)").matches) {
    for (const button of document.querySelectorAll("[data-share]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.share(shared(document.getElementById(button.dataset.share)));
        } catch {
          // Who closes the phone's own list has shared nothing, and knows.
        }
      });
    }
  }

  const zoom = document.getElementById("zoom");
  const enlarge = (image) => {
    const large = zoom.querySelector("img");
    large.src = image.src;
    large.alt = image.alt;
    zoom.showModal();
  };
  for (const link of document.querySelectorAll("[data-zoom]")) {
    const image = document.getElementById(link.dataset.zoom);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      enlarge(image);
    });
    image.addEventListener("click", () => enlarge(image)); // for the mouse; the link is for everybody
  }
  document.body.classList.add("can-zoom");
  zoom.addEventListener("click", () => zoom.close());

  const finder = document.querySelector(".finder");
  const find = document.getElementById("find");
  const sort = document.getElementById("sort");
  const main = document.getElementById("drafts");
  const papers = [...document.querySelectorAll(".paper")];
  const end = papers.at(-1)?.nextSibling ?? null;
  // Persian is typed with Arabic letters, digits of three kinds, and half-spaces or none.
  const folded = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}|\u200c/gu, "").replace(/ي/g, "ی")
    .replace(/ك/g, "ک").replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
  const texts = new Map();
  const textOf = (draft) => {
    if (!texts.has(draft)) {
      texts.set(draft, folded(draft.textContent));
    }
    return texts.get(draft);
  };
  const narrow = () => {
    const wanted = folded(find.value).split(/\s+/).filter(Boolean);
    let number = 0;
    for (const draft of document.querySelectorAll(".draft")) {
      draft.hidden = !wanted.every((word) => textOf(draft).includes(word));
      number += draft.hidden ? 0 : 1;
    }
    if (wanted.length) {
      say(said.dataset.found.replace("{n}", number.toLocaleString(document.documentElement.lang)));
    }
  };
  const gravity = { held: 0, check: 1, ready: 2 };
  const least = (paper, value) => Math.min(...[...paper.querySelectorAll(".draft")].map(value));
  const ranks = {
    given: (paper) => papers.indexOf(paper),
    state: (paper) => least(paper, (draft) => gravity[draft.dataset.state]),
    room: (paper) => least(paper, (draft) => Number(draft.dataset.room)),
  };
  const order = () => {
    const rank = ranks[sort.value];
    const sorted = papers.toSorted((one, other) => rank(one) - rank(other));
    for (const paper of sorted) {
      main.insertBefore(paper, end);
    }
  };
  finder.hidden = papers.length < 2;
  let later;
  find.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(narrow, 150);
  });
  sort.addEventListener("change", order);

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
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyT: () => press("[data-copy$='-text']"),
    KeyI: () => press("[data-copy$='-alt']"),
    KeyO: () => press("[data-post]"),
  };
  const keysOn = document.getElementById("keys-on");
  document.querySelector(".keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    // By the key's place: a Persian keyboard sends other letters, and so does Caps Lock.
    const action = keys[event.code];
    const isTyping = event.target.matches("input[type=search], select");
    if (action && keysOn.checked && !isTyping && !zoom.open && !event.ctrlKey && !event.metaKey && !event.altKey) {
      action();
      event.preventDefault();
    }
  });
})();
