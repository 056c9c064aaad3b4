// A draft that came back: the list is put below the form, which stays as it is, so that the file need not be chosen again.
"use strict";
{
  const form = document.querySelector("[data-back]"), answer = document.getElementById("answer"), said = document.getElementById("status");
  const wait = form.querySelector("progress");
  form.addEventListener("submit", async (event) => {
    if (event.submitter && !("list" in event.submitter.dataset)) return;
    event.preventDefault();
    wait.hidden = false; said.textContent = "The file is read …";
    try {
      const reply = await fetch(form.action, { method: "POST", body: new FormData(form) });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const found = page.getElementById("answer"), fault = page.querySelector("[role=alert]");
      if (fault || !found) { answer.replaceChildren(); throw new Error(fault?.textContent.trim() ?? "The file could not be read."); }
      answer.replaceChildren(...found.childNodes);
      said.textContent = answer.querySelector("h2")?.textContent.trim() + "."; answer.focus();
    } catch (error) { said.textContent = error instanceof TypeError ? "The page’s server could not be reached." : error.message; }
    wait.hidden = true;
  });
  // All of them, or all of an author, tick the boxes below, so that one sees what is accepted.
  answer.addEventListener("change", (event) => {
    const { name, value, checked } = event.target;
    const of = name === "everything" ? () => true : name.startsWith("by.") ? (one) => one.dataset.who === value : null;
    if (of) for (const one of answer.querySelectorAll("[data-who]")) if (of(one)) one.checked = checked;
    else if (name.startsWith("n.") && !checked) for (const one of answer.querySelectorAll("[name=everything], [name^='by.']")) one.checked = false;
  });
}
