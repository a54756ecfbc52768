"use strict";
// Everything here is a comfort: without it each page works by its links and forms.
(() => {
  const said = document.getElementById("said");
  let silence;
  const say = (words) => {
    said.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 3000);
  };
  window.announcerSay = say;
})();
