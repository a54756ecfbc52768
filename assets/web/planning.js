"use strict";
// Dragging in the calendar. Whatever is dropped goes through the same form as "Move", and may be refused there.
(() => {
  const mover = document.querySelector("[data-mover]");
  if (!mover) { return; }
  document.querySelector("[data-drag-help]").hidden = false;
  let dragged = null;

  const send = (kind, name, value) => {
    mover.action = mover.dataset[kind].replace("ID", dragged.dataset.item);
    mover.querySelectorAll("[name=at], [name=other]").forEach((each) => { each.value = each.name === name ? value : ""; });
    mover.requestSubmit();
  };
  const target = (event) => {
    const found = event.target.closest?.(".slot.is-free, [data-moves]");
    return dragged && found && found !== dragged && (found.matches(".is-free") || (found.dataset.at && dragged.dataset.at)) ? found : null;
  };
  const unmark = () => document.querySelectorAll(".is-target").forEach((each) => each.classList.remove("is-target"));

  for (const item of document.querySelectorAll("[data-moves]")) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.item);
      item.classList.add("is-dragged");
      document.body.classList.add("is-dragging");
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("is-dragged");
      document.body.classList.remove("is-dragging");
      unmark();
      dragged = null;
    });
    item.querySelectorAll("a").forEach((each) => { each.draggable = false; });
  }
  document.addEventListener("dragover", (event) => {
    const found = target(event);
    unmark();
    if (found) {
      event.preventDefault();
      found.classList.add("is-target");
    }
  });
  document.addEventListener("drop", (event) => {
    const found = target(event);
    if (!found) { return; }
    event.preventDefault();
    if (found.matches(".is-free")) { send("reschedule", "at", found.dataset.at); } else { send("swap", "other", found.dataset.item); }
  });
})();
