"""The researched data: authorities, precedents, evidence and the law of each state.

These files are cited in documents that a city attorney reads against us, so each test here holds one promise of
docs/legal-method.md. A test that fails names the file and the entry.
"""

import itertools
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml

from ordinance.library import form_model, source_model, state_model, strict_yaml

ROOT = Path(__file__).parents[1]
STATE_FILES = sorted((ROOT / "jurisdictions" / "states").glob("*.yaml"))
FORM_FILES = sorted((ROOT / "jurisdictions" / "forms").glob("*.yaml"))
REGISTRIES = {
    ROOT / "clauses" / "authorities.yaml": source_model.Authorities,
    ROOT / "clauses" / "precedents.yaml": source_model.Precedents,
    ROOT / "clauses" / "evidence.yaml": source_model.EvidenceBank,
}
FILES = {**REGISTRIES, **dict.fromkeys(STATE_FILES, state_model.StateLaw), **dict.fromkeys(FORM_FILES, form_model.Forms)}

#: The newest day on which anything here was checked. A later date is taken for a slip: move this when you check.
NEWEST_CHECK = date(2026, 11, 24)

# fmt: off
STATE_CODES = [
    "ak", "al", "ar", "az", "ca", "co", "ct", "dc", "de", "fl", "ga", "hi", "ia", "id", "il", "in", "ks",
    "ky", "la", "ma", "md", "me", "mi", "mn", "mo", "ms", "mt", "nc", "nd", "ne", "nh", "nj", "nm", "nv",
    "ny", "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn", "tx", "ut", "va", "vt", "wa", "wi", "wv", "wy",
]
VERDICT_TOPICS = [
    "detainer-refusal", "release-date", "no-287g", "status-inquiry", "jail-access", "joint-operations",
    "information-sharing", "protected-locations",
]
# fmt: on


def load(path):
    return msgspec.convert(strict_yaml.read(path), FILES[path])


AUTHORITIES, PRECEDENTS, EVIDENCE = (load(path) for path in REGISTRIES)
STATES = {path.stem: load(path) for path in STATE_FILES}
FORMS = {path.stem: load(path) for path in FORM_FILES}
STATUTES = {f"{code}: {s.id}": s for code, law in STATES.items() for s in law.statutes}
VERDICTS = {f"{code}: {i}, {v.topic} ({v.status})": (law, v) for code, law in STATES.items() for i, v in enumerate(law.verdicts)}


def faults(entries, broken):
    """The names of the entries for which `broken` is true, so that a failure lists them all at once."""
    return [name for name, entry in entries.items() if broken(entry)]


def by_id(entries):
    return {entry.id: entry for entry in entries}


# --- the files ---------------------------------------------------------------------------------


def test_there_is_one_file_for_each_state_and_the_district_named_by_its_code():
    assert [path.stem for path in STATE_FILES] == [path.stem for path in FORM_FILES] == STATE_CODES
    assert [law.state.lower() for law in STATES.values()] == STATE_CODES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_text_is_clean_and_names_no_place_on_anyones_machine(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", text) == []
    assert re.findall(r"(?<![\w.-])(?:/(?:work|tmp|home|root|Users|mnt)/\S*|file:/\S*|localhost\S*)", text) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_first_line_points_the_editor_at_the_schema_and_keys_follow_the_model(path):
    kind = {"clauses": path.stem, "states": "state", "forms": "forms"}[path.parent.name]
    up = "../" * len(path.parent.relative_to(ROOT).parts)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={up}schemas/{kind}.json"
    keys = list(yaml.safe_load(text))
    assert keys == [field.name for field in msgspec.structs.fields(FILES[path]) if field.name in keys]


# --- ids -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ids",
    [
        [a.id for a in AUTHORITIES.authorities],
        [p.id for p in PRECEDENTS.precedents],
        [e.id for e in EVIDENCE.evidence],
        [s.id for s in STATUTES.values()],
    ],
    ids=["authorities", "precedents", "evidence", "statutes"],
)
def test_ids_are_unique(ids):
    assert sorted(ids) == sorted(set(ids))


def test_ids_tell_the_state_that_they_belong_to():
    assert faults(by_id(PRECEDENTS.precedents), lambda p: f"-{p.state.lower()}-" not in f"-{p.id}-") == []
    assert [name for name in STATUTES if not name.split(": ")[1].startswith(name[:2] + "-")] == []


def test_what_is_referred_to_exists():
    known = {code: {s.id for s in law.statutes} for code, law in STATES.items()}
    assert faults(VERDICTS, lambda lv: set(lv[1].because) - known[lv[0].state.lower()]) == []
    assert faults(by_id(PRECEDENTS.precedents), lambda p: set(p.secondary_topics) - set(p.provisions)) == []


def test_topics_stand_in_the_closed_list():
    vocabulary = yaml.safe_load((ROOT / "clauses" / "vocabulary.yaml").read_text(encoding="utf-8"))
    known = {topic["id"] for topic in vocabulary["topics"]}
    tagged = {**by_id(AUTHORITIES.authorities), **by_id(EVIDENCE.evidence), **STATUTES}
    assert faults(tagged, lambda entry: set(entry.topics) - known) == []
    assert faults(by_id(PRECEDENTS.precedents), lambda p: set(p.provisions) - known) == []
    assert set(VERDICT_TOPICS) <= known


# --- dates and sources -----------------------------------------------------------------------------


def test_nothing_claims_to_be_newer_than_the_newest_check():
    assert faults(by_id(AUTHORITIES.authorities), lambda a: a.checked > NEWEST_CHECK) == []
    assert faults(by_id(AUTHORITIES.authorities), lambda a: a.year > NEWEST_CHECK.year) == []
    assert faults(by_id(EVIDENCE.evidence), lambda e: e.checked > NEWEST_CHECK) == []
    assert faults(STATES, lambda law: max(law.as_of, law.audited or law.as_of) > NEWEST_CHECK) == []
    assert faults(STATES, lambda law: law.horizon > NEWEST_CHECK.isoformat()) == []
    assert max(AUTHORITIES.horizon, PRECEDENTS.horizon, EVIDENCE.horizon) <= NEWEST_CHECK.isoformat()


def test_the_horizon_of_the_precedents_is_the_latest_date_among_them():
    dates = [d for p in PRECEDENTS.precedents for d in (p.adopted, p.last_amended, p.status_as_of) if d]
    assert PRECEDENTS.horizon == max(dates)


def test_sources_are_addresses_or_empty():
    pages = {
        **{a.id: (a.source, *a.also) for a in AUTHORITIES.authorities},
        **{p.id: (p.source, *p.other_sources) for p in PRECEDENTS.precedents},
        **{e.id: (e.source,) for e in EVIDENCE.evidence},
        **{name: (s.source,) for name, s in STATUTES.items()},
        **{f"{c}: forms": tuple(e.source for e in (*f.kinds.values(), *f.special.values())) for c, f in FORMS.items()},
    }
    assert faults(pages, lambda urls: [u for u in urls if u and not re.fullmatch(r"https?://[^\s/]+\.\S+", u)]) == []


def test_what_claims_to_have_been_read_names_the_page():
    claims = {**by_id(AUTHORITIES.authorities), **by_id(PRECEDENTS.precedents), **by_id(EVIDENCE.evidence), **STATUTES}
    assert faults(claims, lambda entry: entry.verified != "unverified" and not entry.source) == []


# --- levels, cautions and verdicts -------------------------------------------------------------------


def test_what_is_unverified_does_not_claim_to_be_audited_or_read():
    assert faults(by_id(AUTHORITIES.authorities), lambda a: a.verified == "unverified" and a.audited) == []
    assert faults(by_id(PRECEDENTS.precedents), lambda p: (p.verified == "primary") and p.read_extent == "none") == []
    assert faults(by_id(PRECEDENTS.precedents), lambda p: p.verified == "unverified" and p.read_extent != "none") == []


def test_cautions_agree_with_what_the_entry_says_of_itself():
    """The closed list of cautions is held by the model. These are the words by which a reader finds a missing one."""
    entries = by_id(AUTHORITIES.authorities)
    assert faults(entries, lambda a: "vacated" in a.caution and not a.binds.startswith("none")) == []
    assert faults(entries, lambda a: "PENDING" in a.history and "pending" not in a.caution) == []
    assert faults(entries, lambda a: "(unpublished)" in a.citation and "unpublished" not in a.caution) == []
    assert faults(entries, lambda a: a.note.startswith("Complaint only") and "complaint-only" not in a.caution) == []
    assert faults(entries, lambda a: "Not a merits" in a.note and "not-merits" not in a.caution) == []


@pytest.mark.parametrize("code", STATES)
def test_each_state_gives_a_verdict_on_at_least_these_eight_topics(code):
    assert [topic for topic in STATES[code].topics if topic in VERDICT_TOPICS] == VERDICT_TOPICS


def test_no_verdict_goes_further_than_its_basis():
    weak = {"nothing-found", "confirmed-silent"}
    assert faults(VERDICTS, lambda lv: lv[1].basis in weak and lv[1].status in {"forbidden", "required"}) == []
    assert faults(VERDICTS, lambda lv: lv[1].basis == "pending-bill" and lv[1].status == "required") == []
    strong = {"statute", "court-ruling", "ag-authority", "executive", "pending-bill"}
    assert faults(VERDICTS, lambda lv: lv[1].basis in strong and not lv[1].because) == []


def test_at_risk_under_state_law_names_a_law():
    lawless = {"nothing-found", "confirmed-silent", "pending-bill"}
    assert faults(VERDICTS, lambda lv: lv[1].status == "risky" and lv[1].basis in lawless) == []


def test_a_penalty_that_falls_on_a_person_is_told():
    assert faults(STATUTES, lambda s: s.personal and not s.penalties) == []


def test_an_open_event_tells_the_reader_to_look_it_up_first():
    events = {f"{code}: {event.id}": event for code, law in STATES.items() for event in law.open_events}
    assert faults(events, lambda event: not event.says.rstrip(".").endswith("look it up first")) == []


def test_verdicts_that_forbid_or_require_rest_on_something_that_was_read():
    def unread(law_and_verdict):
        law, verdict = law_and_verdict
        levels = {s.verified for s in law.statutes if s.id in verdict.because}
        return verdict.status in {"forbidden", "required"} and levels == {"unverified"}

    assert faults(VERDICTS, unread) == []


def act_ids(topic):
    vocabulary = strict_yaml.read(ROOT / "clauses" / "vocabulary.yaml")
    return {act["id"] for act in vocabulary["acts"] if act["topic"] == topic} or {topic}


def meet(first, second):
    """Whether two verdicts on a topic are about the same government, day and act, so that a reader would not know which holds."""
    own = [set(one.kinds) == {"sheriff"} for one in (first, second)]  # the sheriff's own verdict comes before the general one
    kinds = own[0] == own[1] and (not first.kinds or not second.kinds or set(first.kinds) & set(second.kinds))
    early, late = sorted((first, second), key=lambda one: one.effective or "")
    day = not early.until or early.until >= (late.effective or "")
    reached = [set(one.protects or one.bars or act_ids(one.topic)) for one in (first, second)]
    against = {first.status, second.status} <= {"forbidden", "risky"}
    return bool(kinds) and day and (first.status == second.status or against) and bool(reached[0] & reached[1])


@pytest.mark.parametrize("code", STATES)
def test_two_verdicts_on_a_topic_differ_in_government_time_or_act(code):
    by_topic = {}
    for verdict in STATES[code].verdicts:
        by_topic.setdefault(verdict.topic, []).append(verdict)
    doubled = [t for t, found in by_topic.items() for a, b in itertools.combinations(found, 2) if meet(a, b)]
    assert doubled == []


def test_what_is_required_on_accounts_alone_says_that_the_text_was_not_read():
    """A floor that nobody read may stand, since it is the careful side, but its note may not sound as if it had been read."""
    said = re.compile(r"not read|unread|confirmed|reported|accounts?|described?|says|reads|say\b|known from", re.IGNORECASE)

    def silent(law_and_verdict):
        law, verdict = law_and_verdict
        own = [s for s in law.statutes if s.id in verdict.because]
        floor = verdict.status in {"required", "supported"} and not any(s.verified == "primary" for s in own)
        return floor and not said.search(" ".join([verdict.note, *(s.note or "" for s in own)]))

    assert faults(VERDICTS, silent) == []


def test_states_of_the_second_circuit_use_the_words_of_the_federal_statutes():
    named = "federal-law-savings"
    chosen = {code: law.variants[named] for code, law in STATES.items() if named in law.variants}
    assert chosen == dict.fromkeys(("ct", "ny", "vt"), "statute-words")


def test_a_statute_in_a_state_file_and_in_a_registry_has_one_level():
    """One that was read for the registry is not called unread in the state's file, or the other way round."""
    supplements = sorted((ROOT / "clauses" / "authorities").glob("*.yaml"))
    more = [msgspec.convert(strict_yaml.read(path), source_model.Authorities).authorities for path in supplements]
    registered = {e.id: e.verified for e in itertools.chain(AUTHORITIES.authorities, PRECEDENTS.precedents, *more)}
    twice = {s.id: s for law in STATES.values() for s in law.statutes if s.id in registered}
    assert len(twice) >= 2, "no statute stands in both: the ids have moved, and this test reads nothing"
    assert not faults(twice, lambda s: s.verified != registered[s.id])

    def named(cite):
        """The citation without its parentheses, so that two files that name one section or case are compared."""
        return re.split(r" [(,]", cite)[0].replace("Ann. ", "").casefold()

    cited = {named(e.citation): e.verified for e in itertools.chain(AUTHORITIES.authorities, *more)}
    same = {s.id: s for law in STATES.values() for s in law.statutes if named(s.cite) in cited}
    assert len(same) >= 6, "no section or case is named alike in both"
    assert not faults(same, lambda s: s.verified != cited[named(s.cite)])


def test_where_a_statute_that_was_read_commands_a_hold_no_file_calls_refusal_open():
    """A duty of whoever holds people is a reason to say "forbidden", with the statute's name, for those whom it binds."""
    topic, found = "detainer-refusal", {}
    for code, law in STATES.items():
        for duty in law.statutes:
            if duty.stance != "requires-cooperation" or duty.verified != "primary" or topic not in duty.topics:
                continue
            met = [v for v in law.verdicts if v.topic == topic and (not v.kinds or set(v.kinds) & set(duty.applies_to))]
            found[f"{code}: {duty.id}"] = any(v.status == "forbidden" and duty.id in v.because for v in met)
    # Missouri's section has the agency ask and report, and says that it keeps nobody in jail.
    assert {name for name, told in found.items() if not told} == {"mo: mo-544-472"}
    assert {"ok: ok-22-171-3", "la: la-33-84", "mt: mt-hb223-2021"} <= set(found)
