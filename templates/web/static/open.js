// A link that was opened at /open#…: the part after # goes into the form, which is sent.
"use strict";
const form = document.querySelector("[data-open]");
if (location.hash.length > 4 && !form.querySelector(".error")) {
  form.elements.link.value = location.hash.slice(1);
  form.submit();
}
