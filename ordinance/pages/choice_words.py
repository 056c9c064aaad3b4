"""How a clause's variants and a state's verdict on it are put in words."""

from __future__ import annotations

from typing import Final

from ordinance.drafting.model import StateRule
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.store import Library
from ordinance.pages.sources import Sources

#: What stands before a verdict that is against the clause, so that nobody passes over it.
AGAINST: Final = {"forbidden": "NOT OPEN HERE", "below": "BELOW STATE LAW", "risky": "AT RISK"}
#: What a variant's own standing adds to its label, where the clause as a whole is open.
_OWN: Final = ("forbidden", "below", "risky", "not-reached")


def verdict_words(library: Library, rule: StateRule) -> str:
    """Return the state's verdict on a clause with its basis and statutes: "forbidden by state law (statute: Code § 1)"."""
    sources = Sources(library)
    verdict = sources.term(library.vocabulary.verdicts, rule.word).title
    if rule.verdict is None:
        return verdict
    basis = sources.term(library.vocabulary.bases, rule.verdict.basis).title
    cites = "; ".join(one.cite + (" [verify]" if one.verified == "unverified" else "") for one in rule.statutes)
    return f"{verdict} ({basis}: {cites})" if cites else f"{verdict} ({basis})"


def summary_of(clause: Clause, variant: Variant) -> str:
    """Return a variant's summary on one line, in which its neighbours go by their labels instead of their ids."""
    words = " ".join(variant.summary.split())
    for one in clause.variants:
        words = words.replace(f"`{one.id}`", f"“{one.label}”")
    return words


def label_of(clause: Clause, variant: Variant, rule: StateRule | None = None) -> str:
    """Return a variant's label with its number, counted from the strongest: "2. Only with a judicial warrant (recommended)".

    What state law forbids, or has a floor above, is not recommended. `rule` is the clause's or the variant's own.
    """
    mark = " (recommended)" if recommended(clause, variant, rule) else ""
    return f"{clause.variants.index(variant) + 1}. {variant.label}{mark}"


def recommended(clause: Clause, variant: Variant, rule: StateRule | None) -> bool:
    """Tell whether a variant is the one that the library recommends, and state law leaves it open."""
    return variant.id == clause.default and (rule is None or rule.status not in ("forbidden", "below"))


def standing_of(library: Library, clause_rule: StateRule, own: StateRule) -> str:
    """Return what state law says of one variant where that differs from what it says of the clause, else nothing."""
    if own.status == clause_rule.status or own.status not in _OWN:
        return ""
    return Sources(library).term(library.vocabulary.verdicts, own.word).title
