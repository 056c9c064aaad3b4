"""The styles of a letterhead, with ours for what it lacks.

A style is known by its name, as in Word: its id differs from one language of Word to the next. The letterhead's styles
get our ids, so that the writer needs to know only those.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from msgspec import Struct

from ordinance.formats.docx.letterhead.lists import Lists
from ordinance.formats.docx.write.styles import BULLET_STYLES, COMMENT_LIST, LINKED_STYLES, REQUIRED, STYLE_IDS
from ordinance.formats.docx.write.trees import Element, W, all_of, child, drop, ensured, new, put, slot, value

#: Styles that print bullets by themselves; their lists stay. All others count only where the document says so.
_BULLETS: Final = frozenset({COMMENT_LIST, *(STYLE_IDS[style] for style in BULLET_STYLES)})
_LINKED: Final = {STYLE_IDS[style]: style for style in LINKED_STYLES}
#: Elements whose value is the id of a style.
NAMING: Final = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "clickAndTypeStyle", "defaultTableStyle")
#: Space behind a paragraph of ours, where a letterhead's ordinary text has none and would run together.
_SPACE_AFTER: Final = 120


class Merged(Struct, frozen=True):
    """What became of the styles: old ids to new ones, the ids that are the letterhead's, the names of those added from ours."""

    ids: dict[str, str]
    taken: frozenset[str]
    added: tuple[str, ...]


def merge(theirs: Element, ours: Element, lists: Lists, extra: frozenset[str]) -> Merged:
    """Put into `theirs` what it lacks of the styles that the writer names, and of the `extra` ones. Changes `theirs`."""
    own = {_id(style): style for style in ours.iter(f"{W}style")}
    styles = _without_twins(theirs)
    ids = _ids(styles, own)
    for style in styles:
        style.set(f"{W}styleId", ids[_id(style)])
    rename(theirs, ids)
    by_id = {_id(style): style for style in styles}
    taken = frozenset(by_id.keys() & own.keys())
    _keep_names_apart(by_id, own)
    _mark_defaults(by_id, own)
    bare = [id for id in sorted(taken & _BULLETS) if not _draws_bullets(by_id[id], by_id, lists)]
    for id in sorted(taken - _BULLETS):
        _take_out_of_lists(by_id[id], by_id)
        _keep_unnumbered_lines(by_id[id], own[id])
    lists.renumber(theirs)
    for id in bare:
        _give_bullets(by_id[id], own[id])
    for style in styles:
        _drop_language(style)
        drop(style, "rsid")
    put(ensured(ensured(ensured(theirs, "docDefaults"), "rPrDefault"), "rPr"), slot("language"), "lang")
    wanted = _with_bases(REQUIRED | extra, own)
    missing = [style for id, style in own.items() if id in wanted and id not in by_id]
    crowded = not _space_after(theirs, by_id)
    for style in missing:
        theirs.append(_ours(style, crowded))
    added = tuple(value(style, "name") or "" for style in missing if not _is_default(style))
    return Merged(ids, taken, added)


def rename(root: Element, ids: dict[str, str]) -> None:
    """Give the styles that a part names their new ids; a name that leads nowhere goes. Changes the part."""
    for named in all_of(root, *NAMING):
        id = ids.get(named.get(f"{W}val", ""))
        parent = named.getparent()
        if id is not None:
            named.set(f"{W}val", id)
        elif parent is not None:
            parent.remove(named)


def _id(style: Element) -> str:
    return style.get(f"{W}styleId") or ""


def _kind(style: Element) -> str:
    return style.get(f"{W}type") or "paragraph"


def _name(style: Element) -> str:
    return (value(style, "name") or "").strip().lower()


def _is_default(style: Element) -> bool:
    return style.get(f"{W}default") in ("1", "true", "on")


def _without_twins(theirs: Element) -> list[Element]:
    """Return the styles, each id once: Word too goes by the first. Changes the tree."""
    found: dict[str, Element] = {}
    for style in theirs.findall(f"{W}style"):
        if not _id(style) or _id(style) in found:
            theirs.remove(style)
        else:
            found[_id(style)] = style
    return list(found.values())


def _ids(styles: list[Element], own: dict[str, Element]) -> dict[str, str]:
    """Return the new id of each style: ours where it is the same style, else its own or one beside it."""
    by_name = {(_kind(style), _name(style)): id for id, style in own.items()}
    defaults = {_kind(style): id for id, style in own.items() if _is_default(style)}
    ids: dict[str, str] = {}
    used: set[str] = set()
    for style in sorted(styles, key=lambda style: not _is_default(style)):
        id = defaults.get(_kind(style)) if _is_default(style) else None
        id = id or by_name.get((_kind(style), _name(style)))
        if id and id not in used:
            ids[_id(style)] = id
            used.add(id)
    for style in styles:
        if _id(style) not in ids:
            id = _id(style)
            while id in own or id in used:
                id += "Own"
            ids[_id(style)] = id
            used.add(id)
    return ids


def _keep_names_apart(by_id: dict[str, Element], own: dict[str, Element]) -> None:
    """Rename a style of the letterhead that has the name of one of ours and is another: Word knows each name once."""
    names = {_name(style) for style in own.values()}
    for id, style in by_id.items():
        named = child(style, "name")
        if id not in own and named is not None and _name(style) in names:
            named.set(f"{W}val", f"{named.get(f'{W}val')} (own)")


def _mark_defaults(by_id: dict[str, Element], own: dict[str, Element]) -> None:
    """Say which style a paragraph without one has, where the letterhead leaves it to the program."""
    marked = {_kind(style) for style in by_id.values() if _is_default(style)}
    for id, style in by_id.items():
        if id in own and _is_default(own[id]) and _kind(style) not in marked:
            style.set(f"{W}default", "1")


def _take_out_of_lists(style: Element, by_id: dict[str, Element]) -> None:
    """Let a style count only where the document says so. Changes the style."""
    if _kind(style) != "paragraph":
        return
    id = _id(style)
    if id in _LINKED:
        put(ensured(style, "pPr"), slot(f"list {_LINKED[id]}"), "numPr")
    elif any(_id(one) in _LINKED or child(one, "pPr/numPr") is not None for one in _line(style, by_id)):
        put(ensured(style, "pPr"), _no_list())


def _keep_unnumbered_lines(style: Element, ours: Element) -> None:
    """Leave lines without numbers where ours are, if lines are numbered at all. Changes the style."""
    if child(ours, "pPr/suppressLineNumbers") is not None:
        put(ensured(style, "pPr"), new("suppressLineNumbers"))


def _draws_bullets(style: Element, by_id: dict[str, Element], lists: Lists) -> bool:
    return any(lists.draws_bullets(child(one, "pPr/numPr")) for one in _line(style, by_id))


def _give_bullets(style: Element, ours: Element) -> None:
    """Let a style print the bullets of ours. Changes the style."""
    for name in ("numPr", "ind"):
        node = child(ours, f"pPr/{name}")
        if node is not None:
            put(ensured(style, "pPr"), deepcopy(node))


def _line(style: Element, by_id: dict[str, Element]) -> list[Element]:
    """Return a style and those that it is based on."""
    line: list[Element] = []
    here: Element | None = style
    while here is not None and here not in line:
        line.append(here)
        here = by_id.get(value(here, "basedOn") or "")
    return line


def _no_list() -> Element:
    properties = new("numPr")
    properties.append(new("numId", val=0))
    return properties


def _drop_language(style: Element) -> None:
    """The text is in the document's language, whatever the letterhead was written in. Changes the style."""
    properties = child(style, "rPr")
    if properties is not None:
        drop(properties, "lang")


def _with_bases(wanted: frozenset[str], own: dict[str, Element]) -> set[str]:
    """Return the ids wanted, with those of the styles that they name."""
    found: set[str] = set()
    waiting = sorted(wanted)
    while waiting:
        id = waiting.pop()
        if id in own and id not in found:
            found.add(id)
            waiting += [value(own[id], name) or "" for name in ("basedOn", "next", "link")]
    return found


def _space_after(theirs: Element, by_id: dict[str, Element]) -> int:
    """Return the space behind ordinary text."""
    ordinary = by_id.get("Normal")
    own = value(ordinary, "pPr/spacing", "after") if ordinary is not None else None
    after = own or value(theirs, "docDefaults/pPrDefault/pPr/spacing", "after") or "0"
    return int(after) if after.isascii() and after.isdecimal() else 0


def _ours(style: Element, crowded: bool) -> Element:
    """Return a style of ours for a letterhead; where that has no space between paragraphs, ours brings its own."""
    copy = deepcopy(style)
    if crowded and _kind(copy) == "paragraph" and value(copy, "basedOn") == "Normal":
        spacing = ensured(ensured(copy, "pPr"), "spacing")
        if spacing.get(f"{W}after") is None:
            spacing.set(f"{W}after", str(_SPACE_AFTER))
    return copy
