// The chooser: each choice is sent, the parts of the draft that changed are put in place; the form is never replaced.
"use strict";
document.documentElement.classList.add("scripted");
const form = document.querySelector("[data-choose]"), draft = document.getElementById("draft"), status = document.getElementById("status"), count = document.getElementById("count");
const own = () => form.dataset.link;
let asking = null;

// The address holds the whole selection behind #, so that a reload, a bookmark and a copied address restore it.
const wanted = decodeURIComponent(location.hash.slice(1));
const bring = (link) => {
  const box = document.createElement("form"), field = document.createElement("input");
  box.method = "post"; box.action = "/open"; field.type = "hidden"; field.name = "link"; field.value = link;
  box.append(field); document.body.append(box); box.submit();
};
if (/^\d+~/.test(wanted) && wanted !== own() && location.pathname.startsWith("/draft/")) bring(wanted);
else history.replaceState(null, "", form.getAttribute("action").split("#")[0] + "#" + own());

const put = (answer) => {
  const have = new Map([...draft.children].map((part) => [part.dataset.key, part]));
  draft.replaceChildren(...answer.order.map((key) => {
    const part = have.get(key) ?? document.createElement("div");
    if (key in answer.parts) { part.innerHTML = answer.parts[key]; part.dataset.key = key; }
    part.dataset.words = answer.words[key];
    part.className = "part" + (answer.changed.includes(key) ? " changed" : "") + (answer.own.includes(key) ? " own" : "");
    return part;
  }));
  if (answer.fault) {
    const box = document.createElement("div");
    box.className = "panel bad"; box.textContent = answer.fault; draft.replaceChildren(box);
  }
  form.elements.have.value = answer.order.map((key) => key + ":" + answer.words[key]).join(" ");
  form.elements.state.value = answer.state; form.dataset.link = answer.link;
  history.replaceState(null, "", "#" + answer.link);
  const sections = answer.changed.filter((key) => !key.startsWith("head:")).length;
  count.textContent = sections ? "(" + sections + " changed)" : "";
  status.textContent = answer.said;
  const first = draft.querySelector(".changed:not([data-key^='head:'])");
  if (first && draft.scrollHeight > draft.clientHeight + 4) draft.scrollTop += first.getBoundingClientRect().top - draft.getBoundingClientRect().top - 24;
};
const send = async (name) => {
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("live", "1"); body.set("changed", name);
  const late = setTimeout(() => { draft.setAttribute("aria-busy", "true"); status.textContent = "Drafting …"; }, 600);
  try {
    const answer = await fetch(form.getAttribute("action").split("#")[0], { method: "POST", body, signal: asking.signal });
    if (!answer.ok) throw new Error(answer.status);
    put(await answer.json());
  } catch (error) { if (error.name !== "AbortError") status.textContent = "The draft could not be refreshed. Try the choice once more."; }
  finally { clearTimeout(late); draft.removeAttribute("aria-busy"); }
};
form.addEventListener("change", (event) => {
  const name = event.target.name;
  if (event.target.type === "radio") return send(name);
  if (event.target.tagName === "SELECT") { form.elements.changed.value = name; form.action = form.action.split("#")[0]; form.requestSubmit(); }
});
const copy = document.getElementById("copy");
copy.hidden = false;
copy.addEventListener("click", async () => {
  const link = location.origin + "/open#" + own();
  try { await navigator.clipboard.writeText(link); status.textContent = "The link to these choices is copied."; } catch { status.textContent = "Copy the address of this page: it holds these choices."; }
});
// A reference inside the draft leads there without touching the address.
draft.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']"), target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (target) { event.preventDefault(); target.setAttribute("tabindex", "-1"); target.focus(); }
});
for (const link of document.querySelectorAll(".foot a, .skip")) link.addEventListener("click", (event) => {
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (target) { event.preventDefault(); target.setAttribute("tabindex", target.getAttribute("tabindex") ?? "-1"); target.scrollIntoView(); target.focus({ preventScroll: true }); }
});
