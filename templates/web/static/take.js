// Taking away: a file that takes time is waited for with a bar and a sentence; a second click is told that it is under way.
"use strict";
const form = document.querySelector("[data-take]"), status = document.getElementById("status"), bar = form.querySelector("progress");
let busy = "";
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button || !("file" in button.dataset)) return;
  event.preventDefault();
  const what = button.textContent.trim();
  if (busy) { status.textContent = busy + " is being made already; the next can follow it."; return; }
  busy = what; bar.hidden = false; status.textContent = what + " is being made …"; button.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: form.enctype === "multipart/form-data" ? new FormData(form) : new URLSearchParams(new FormData(form)) });
    const kind = answer.headers.get("Content-Disposition") ?? "";
    if (!answer.ok || !kind.startsWith("attachment")) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      throw new Error(page.querySelector("[role=alert]")?.textContent.trim() ?? "It could not be made.");
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = kind.match(/filename="([^"]+)"/)[1];
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    status.textContent = what + " is ready: " + link.download + " is among your downloads.";
  } catch (error) { status.textContent = error instanceof TypeError ? "The page’s server could not be reached." : error.message; }
  busy = ""; bar.hidden = true; button.removeAttribute("aria-disabled");
});
const copy = document.getElementById("copy"), shared = document.getElementById("shared");
if (copy) copy.hidden = false;
copy?.addEventListener("click", async () => {
  shared.select();
  try { await navigator.clipboard.writeText(shared.value); } catch { document.execCommand("copy"); }
  status.textContent = "The link is copied.";
});
