// The field for a place as a combobox (ARIA, list, manual selection): suggestions as one types; focus stays in the field.
"use strict";
for (const form of document.querySelectorAll("[data-find]")) {
  const field = form.querySelector("input:not([type=hidden])"), status = form.querySelector("[role=status]");
  const list = document.createElement("ul");
  let at = -1, shown = "", asking = null, saying = 0, waiting = 0;
  Object.assign(list, { id: field.id + "-list", className: "choices", hidden: true });
  list.setAttribute("role", "listbox"); list.setAttribute("aria-label", "Places");
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", field.id + "-list"]]) field.setAttribute(name, value);
  const close = () => { list.hidden = true; at = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", index === at));
    if (at >= 0) { field.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); } else field.removeAttribute("aria-activedescendant");
  };
  // In a form of its own the field leads to the place; within another form it takes the place's name.
  const go = (one) => {
    if (form.tagName === "FORM") { location.href = "/place/" + one.dataset.id; return; }
    field.value = shown = one.dataset.full; close();
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one, index) => {
      const item = document.createElement("li"), about = document.createElement("span");
      item.id = field.id + "-" + index; item.dataset.id = one.id; item.dataset.full = one.full; item.textContent = one.name; about.textContent = one.about;
      item.setAttribute("role", "option"); item.setAttribute("aria-selected", "false"); item.append(about);
      return item;
    }));
    list.hidden = !found.length || document.activeElement !== field; field.setAttribute("aria-expanded", String(!list.hidden)); mark(-1);
    clearTimeout(saying);
    saying = setTimeout(() => { status.textContent = found.length ? (found.length === 1 ? "1 place" : found.length + " places") : "No place by that name"; }, 1000);
  };
  const ask = async () => {
    const text = field.value.trim();
    if (text === shown) return;
    shown = text;
    asking?.abort();
    if (text.length < 2) return close();
    asking = new AbortController();
    try {
      const answer = await fetch("/places", { method: "POST", body: new URLSearchParams({ q: text, live: "1" }), signal: asking.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) { if (error.name !== "AbortError") close(); }
  };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  field.addEventListener("keydown", (event) => {
    const many = list.children.length;
    if (event.key === "ArrowDown" && list.hidden && many) { list.hidden = false; field.setAttribute("aria-expanded", "true"); mark(0); event.preventDefault(); }
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") { mark((at + 1) % many); event.preventDefault(); }
    else if (event.key === "ArrowUp") { mark(at <= 0 ? many - 1 : at - 1); event.preventDefault(); }
    else if (event.key === "Enter" && at >= 0) { go(list.children[at]); event.preventDefault(); }
    else if (event.key === "Escape") { close(); event.preventDefault(); }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const one = event.target.closest("[data-id]"); if (one) go(one); });
  field.addEventListener("blur", close);
}
