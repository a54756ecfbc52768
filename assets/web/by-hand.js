"use strict";
// Comforts of posting by hand: copying and sharing. Without them the words can be marked and the picture saved.
(() => {
  const words = (name) => document.querySelector(`[data-${name}]`).textContent;
  const say = (text) => {
    const said = document.getElementById("said");
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { said.textContent = ""; }, 4000);
  };
  const done = (button) => {
    button.classList.add("is-done");
    setTimeout(() => button.classList.remove("is-done"), 4000);
    say(words("copied"));
  };

  const copy = async (field) => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select(); // a page without TLS may not write to the clipboard by itself
      if (!document.execCommand("copy")) { throw new Error("not copied"); }
    }
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try { await copy(field); done(button); } catch { field.select(); say(words("not-copied")); }
    });
  }

  const picture = async (image) => (await fetch(image.src)).blob();
  const asPng = async (blob) => {
    if (blob.type === "image/png") { return blob; }
    const bitmap = await createImageBitmap(blob);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  };

  for (const part of document.querySelectorAll("[data-by-hand]")) {
    const image = part.querySelector("[data-picture]");
    const button = part.querySelector("[data-copy-picture]");
    if (image && button && window.ClipboardItem && navigator.clipboard?.write) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        // the promise is handed over as it is: Safari lets nothing be written that was awaited before
        const png = picture(image).then(asPng);
        try {
          await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
          done(button);
        } catch { say(words("not-copied")); }
      });
    }
    const share = part.querySelector("[data-share]");
    const file = (blob) => new File([blob], share.dataset.shareName, { type: blob.type });
    const canShare = () => {
      const probe = new File([new Uint8Array(1)], "card.png", { type: "image/png" });
      return Boolean(navigator.share && navigator.canShare?.({ files: [probe] }));
    };
    if (image && canShare()) {
      share.hidden = false;
      // the picture is fetched beforehand: sharing must follow the touch at once
      let kept = null;
      const fetched = picture(image).then((blob) => { kept = file(blob); }, () => {});
      share.addEventListener("click", async () => {
        if (!kept) { await fetched; }
        const text = document.getElementById(share.dataset.share).value;
        try { await navigator.share(kept ? { text, files: [kept] } : { text }); } catch { /* closed unused */ }
      });
    }
  }
})();
