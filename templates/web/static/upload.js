// A file that is too large is said before it is sent.
"use strict";
for (const field of document.querySelectorAll("input[type=file][data-most]")) field.addEventListener("change", () => {
  const large = [...field.files].some((file) => file.size > Number(field.dataset.most));
  field.setCustomValidity(large ? "This file is larger than 12 MB, which this page does not take." : "");
  field.reportValidity();
});
// A form whose answer takes time says so, and is not sent twice.
for (const form of document.querySelectorAll("[data-wait]")) form.addEventListener("submit", (event) => {
  const button = form.querySelector("button:not(.plainly)"), bar = form.querySelector("progress");
  if (button.hasAttribute("aria-disabled")) return event.preventDefault();
  button.setAttribute("aria-disabled", "true"); bar.hidden = false;
  form.querySelector("#status").textContent = form.dataset.wait;
});
// A page that Back brings back from memory waits for nothing.
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("[data-wait]")) {
  form.querySelector("button[aria-disabled]")?.removeAttribute("aria-disabled"); form.querySelector("progress").hidden = true; form.querySelector("#status").textContent = "";
} });
