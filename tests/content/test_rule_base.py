"""The rule base as a whole: what each rule must carry, and what the registers of the evidence ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from counsel.case.offer import Claim, Offer, ProductDetails, Route
from rules.conditions import Condition, FlagIs, OutcomeIs, parts_of
from rules.load import Rule
from tests.support.program import program

CONTENT = program().content
EVIDENCE = CONTENT.evidence
WORDING = CONTENT.wording("en")
RULES = {rule.record.id: rule for table in CONTENT.rules.tables for rule in table.rules}
# Urgency only repeats what the standing says; the others are asked by rules that speak.
SILENT = {"urgency", "asked", "told", "alarm_stroke", "alarm_cells"}
SOURCES = ("section", "safety register", "counselling practice")
EMERGENCIES = {"new-deficit", "malignant-mca", "after-infusion-symptoms", "tia-recent", "suicide-plan"}


def rules_of(table: str) -> dict[str, Rule]:
    return {rule.record.id: rule for rule in CONTENT.rules.table(table).rules}


def leaves(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in parts_of(condition):
        yield from leaves(part)


def flags_asked(rule_id: str) -> set[str]:
    found = leaves(RULES[rule_id].compiled.condition)
    return {leaf.fact.removeprefix("safety.") for leaf in found if isinstance(leaf, FlagIs)}


def test_every_rule_speaks_to_somebody() -> None:
    silent = [
        rule.record.id
        for table in CONTENT.rules.tables
        if table.id not in SILENT
        for rule in table.rules
        if not rule.record.says.ids()
    ]
    assert silent == []


def test_what_is_reported_speaks_to_the_physician() -> None:
    silent = [
        rule.record.id
        for table in CONTENT.rules.tables
        if table.changes != "sheet"
        for rule in table.rules
        if rule.record.says.physician is None
    ]
    assert silent == []


def test_every_rule_names_where_it_comes_from() -> None:
    strange = [name for name, rule in RULES.items() if not rule.record.source.startswith(SOURCES)]
    assert strange == []


def test_a_proposal_says_what_has_to_be_decided() -> None:
    proposals = [rule.record for rule in RULES.values() if rule.record.status == "proposal"]
    assert proposals
    assert [rule.id for rule in proposals if not rule.note] == []


def test_every_flag_about_the_person_has_its_own_rule_and_words() -> None:
    asked = {
        flag.id: flag.action
        for flag in EVIDENCE.asked_flags.values()
        if flag.scope == "person" and flag.id not in EMERGENCIES
    }
    given = {name.removeprefix("flag-"): rule.record.gives for name, rule in rules_of("flags").items()}
    assert given == asked
    assert all(flags_asked(f"flag-{flag}") == {flag} for flag in asked)
    assert len({rule.record.says.physician for rule in rules_of("flags").values()}) == len(asked)


def test_every_emergency_flag_leads_to_an_emergency() -> None:
    flags = {flag.id for flag in EVIDENCE.flags if flag.action == "emergency"}
    assert flags == EMERGENCIES
    led = set[str]()
    for name, rule in rules_of("standing").items():
        if rule.record.gives == "emergency_first":
            led |= flags_asked(name)
    # What followed an infusion is asked symptom by symptom.
    assert flags - {"after-infusion-symptoms"} <= led


def test_every_emergency_has_words_of_its_own_for_both_readers() -> None:
    says = [
        rule.record.says
        for rule in rules_of("standing").values()
        if rule.record.gives == "emergency_first"
    ]
    physician = [one.physician for one in says]
    assert len(set(physician)) == len(says) == 10
    shared = [one.patient for one in says if one.patient != "sheet.emergency.first_day"]
    assert len(set(shared)) == len(shared) == 8


def test_every_flag_about_a_route_speaks_against_its_routes() -> None:
    routes = {flag.id for flag in EVIDENCE.flags if flag.scope == "route"}
    assert {rule.record.gives for rule in rules_of("routes").values()} == routes
    assert {route for flag in EVIDENCE.flags for route in flag.routes} - {"any", "marrow-harvest"} <= set(
        get_args(Route)
    )


def test_every_item_of_an_offer_has_its_question() -> None:
    listed = {"claims": [f"claim.{claim}" for claim in get_args(Claim)],
              "product_details": [f"product.{name.removesuffix('_percent')}" for name in ProductDetails.model_fields],
              "registry_number": ["registered"], "price": ["priced", "price_includes"],
              "follow_up_months": ["follow_up"]}  # fmt: skip
    wanted = {item for name in Offer.model_fields for item in listed.get(name, [name])}
    asked = {rule.record.gives for rule in rules_of("offer_questions").values()}
    assert asked == wanted
    assert {f"offer.{item}" for item in asked} <= set(CONTENT.rules.facts)


def test_every_claim_and_contradiction_is_answered_by_a_rule() -> None:
    file = EVIDENCE.claim_file
    assert (len(file.claims), len(file.contradictions_between_seeds)) == (99, 4)
    answered: list[Any] = [*file.claims, *file.contradictions_between_seeds]
    for claim in answered:
        assert claim.rules, claim.id
        assert set(claim.rules) <= set(RULES), claim.id


def test_a_claim_is_answered_by_the_caveat_that_it_maps_to() -> None:
    caveats = {name: rule.record.gives for name, rule in rules_of("caveats").items()}
    for claim in EVIDENCE.claims.values():
        if claim.maps_to.key in caveats.values():
            assert claim.maps_to.key in {caveats.get(rule) for rule in claim.rules}, claim.id


def test_a_mechanism_tells_where_it_was_seen() -> None:
    for rule in rules_of("mechanisms").values():
        said = WORDING.say(str(rule.record.says.physician))
        assert {"animals": "in animals", "laboratory": "in the laboratory"}[rule.record.gives] in said
    unseen = {claim.id for claim in EVIDENCE.claims.values() if claim.topic == "mechanism" and not claim.seen}
    # Background, what was measured in people, and what nobody has seen anywhere.
    assert unseen == {"000-04", "002-05", "002-07", "002-08", "002-43", "003-05"}


def test_every_argument_shows_the_verdict_on_a_founding_claim() -> None:
    assert [rule for rule in rules_of("arguments") if rule not in EVIDENCE.claims_by_rule] == []


def test_an_argument_that_quotes_the_founding_page_gives_the_verdict_of_the_record() -> None:
    quoting = 0
    for name, rule in rules_of("arguments").items():
        text = WORDING.say(str(rule.record.says.physician))
        if "Founding page" in text:
            quoting += 1
            verdicts = {claim.verdict for claim in EVIDENCE.claims_by_rule[name] if claim.seed == "002"}
            assert any(f"({verdict})" in text for verdict in verdicts), name
    assert quoting == 3


def test_each_stage_has_its_own_words_on_trials_and_on_rehabilitation() -> None:
    stages = {"acute", "early_subacute", "late_subacute", "chronic"}
    for table, gives in (("caveats", "NEGRCT"), ("rehabilitation", "rehab")):
        found = set[str]()
        for rule in rules_of(table).values():
            leaf_list = [leaf for leaf in leaves(rule.compiled.condition) if isinstance(leaf, OutcomeIs)]
            asked = {one for leaf in leaf_list if leaf.table == "phase" for one in leaf.outcomes}
            if rule.record.gives == gives and len(asked) == 1:
                found |= asked
        assert found == stages, table
