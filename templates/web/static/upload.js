// A file that is too large is said before it is sent.
"use strict";
for (const field of document.querySelectorAll("input[type=file][data-most]")) field.addEventListener("change", () => {
  const large = [...field.files].some((file) => file.size > Number(field.dataset.most));
  field.setCustomValidity(large ? "This file is larger than 12 MB, which this page does not take." : "");
  field.reportValidity();
});
