"""Who and what the file is about: FRBR work, expression and manifestation, and the things that the text refers to.

The address follows the Akoma Ntoso Naming Convention 1.0: `/akn/us-ny/bill/ordinance/PLACE/2026-11-24/PACKAGE`. A draft has no
number yet, so the package of clauses that it was made from stands where the number will. It is marked as neither
authoritative nor prescriptive.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ordinance.document.model import plain_text
from ordinance.drafting import model as legal
from ordinance.drafting.model import Draft, plain
from ordinance.errors import found
from ordinance.formats.akoma_ntoso.inlines import Inlines, source_address, source_eid
from ordinance.formats.akoma_ntoso.names import Change, Names
from ordinance.formats.akoma_ntoso.xml import Element, element
from ordinance.pages.sources import Sources

LANGUAGE = "eng"
_SOURCE = "#ordinance"
_AUTHOR = "#author"


class Identity(Struct, frozen=True):
    """The address of a draft's work, its title and its one date."""

    work: str
    title: str
    date: date
    country: str
    subtype: str
    number: str


def kind_of(draft: Draft) -> str:
    """Return the kind of document: what a body enacts or adopts is a bill until then, an order and a policy are not."""
    return "bill" if draft.selection.instrument.issuer == "body" else "doc"


def identity(draft: Draft, title: str, day: date) -> Identity:
    """Return what a draft is, as of a day."""
    place, package = draft.place, draft.selection.package.id
    country = f"us-{place.state.lower()}"
    work = f"/akn/{country}/{kind_of(draft)}/{draft.instrument}/{_actor(place.id)}/{day.isoformat()}/{package}"
    return Identity(work, title, day, country, draft.instrument, package)


def identification(about: Identity, component: str = "main") -> Element:
    """Return the identification of the draft, or of a component of it such as an appendix."""
    expression = f"{about.work}/{LANGUAGE}@{about.date.isoformat()}"
    work = _level(
        "FRBRWork",
        (f"{about.work}/!{component}", about.work),
        about,
        element("FRBRcountry", value=about.country),
        element("FRBRsubtype", value=about.subtype),
        element("FRBRnumber", value=about.number),
        element("FRBRprescriptive", value="false"),
        element("FRBRauthoritative", value="false"),
    )
    expressed = _level(
        "FRBRExpression",
        (f"{expression}/!{component}", expression),
        about,
        element("FRBRauthoritative", value="false"),
        element("FRBRlanguage", language=LANGUAGE),
    )
    file = _level(
        "FRBRManifestation",
        (f"{expression}/!{component}.xml", f"{expression}.xml"),
        about,
        element("FRBRformat", value="application/akn+xml"),
    )
    return element("identification", work, expressed, file, source=_SOURCE)


def references(draft: Draft, inlines: Inlines) -> Element:
    """Return the entries that the text refers to: who drafts and for whom, defined terms, offices, the code, cited sources."""
    return element("references", *_entries(draft, inlines), source=_SOURCE)


def analysis(names: Names) -> Element:
    """Return what a codified instrument does to the code, for programs that consolidate it: insert, replace, repeal."""
    changes = [_modification(count, change) for count, change in enumerate(names.changes.values(), 1)]
    return element("analysis", element("activeModifications", *changes), source=_SOURCE)


def _modification(count: int, change: Change) -> Element:
    new = [] if change.kind == "repeal" else [element("new", href=f"#{change.quoted}")]
    ends = (element("source", href=f"#{change.modification}"), element("destination", href="#code"))
    return element("textualMod", *ends, *new, type=change.kind, eId=f"{change.kind}-{count}")


def role_eid(count: int) -> str:
    """Return the eId of the office that signs on the line of this number, from 1."""
    return f"role-{count}"


def _level(tag: str, addresses: tuple[str, str], about: Identity, *own: Element) -> Element:
    this, uri = addresses
    title = [element("FRBRalias", value=about.title, name="title")] if tag == "FRBRWork" else []
    author = _SOURCE if tag == "FRBRManifestation" else _AUTHOR
    return element(
        tag,
        element("FRBRthis", value=this),
        element("FRBRuri", value=uri),
        *title,
        element("FRBRdate", date=about.date.isoformat(), name="draft"),
        element("FRBRauthor", href=author),
        *own,
    )


def _entries(draft: Draft, inlines: Inlines) -> Iterator[Element]:
    place = draft.place
    here = f"us-{place.state.lower()}.{place.id}"
    yield _entry("TLCOrganization", "ordinance", "/akn/ontology/organization/ordinance", "ordinance")
    yield _entry("TLCOrganization", "author", f"/akn/ontology/organization/{here}", place.official_name)
    for term, provision in inlines.defined.items():
        words = inlines.terms.forms.get(term, (plain(provision.pieces),))[0]
        yield _entry("TLCTerm", f"term-{term}", f"/akn/ontology/term/{here}.{term}", words)
    for count, (_, office) in enumerate(draft.signatures, 1):
        words = plain_text(inlines.sources.inline(office))
        yield _entry("TLCRole", role_eid(count), f"/akn/ontology/role/{here}.{role_eid(count)}", words)
    if place.code and (draft.amended or any(section.codified for section in draft.sections)):
        yield _entry("TLCObject", "code", f"/akn/ontology/object/{here}.code", place.code.name)
    for kind, source_id in inlines.cited:
        yield _source(inlines.sources, kind, source_id)


def _source(sources: Sources, kind: legal.SourceKind, source_id: str) -> Element:
    """Return the entry of a cited source: a case as jurisprudence, any other by its kind, with the words of its citation."""
    eid, words = source_eid(kind, source_id), sources.citation(kind, source_id)
    of = found(sources.library.authorities, "authority", source_id).kind if kind == "cite" else kind
    address = source_address(sources, kind, source_id) or f"/akn/ontology/reference/{of}/{source_id}"
    if of == "case":
        return _entry("jurisprudence", eid, address, words)
    return element("TLCReference", eId=eid, href=address, showAs=words, name=of)


def _entry(tag: str, eid: str, href: str, words: str) -> Element:
    return element(tag, eId=eid, href=href, showAs=words)


def _actor(place_id: str) -> str:
    """Return the place as the acting body of an address, which may not begin with a digit."""
    return place_id if place_id[:1].isalpha() else f"place-{place_id}"
