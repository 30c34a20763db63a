"""What the sheets of all kinds say: words, choices, goals, figures, certainty, and what an emergency leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from counsel.assess.sentence_values import time_since
from counsel.errors import InputError
from counsel.evidence.outcomes import Outcome
from counsel.pictures.icon_arrays import PeopleGroup, icon_pair
from counsel.sheets.certainty import CERTAINTIES, SIZES, sentence_for
from counsel.sheets.kinds import KINDS, kind_of, paper_of, size_of
from counsel.sheets.typed_text import breakable, printable, printable_goal
from rules.checked_record import checked
from tests.sheets.test_handout import CHANGES, FORBIDDEN, NUMBER_WORDS
from tests.support.program import known, program
from tests.support.reading import grade, sentences, words
from tests.support.sheets import EVERY, made, said

# What an offer may say of the items that the sheet lists, each left out or not.
OFFERS = {
    "cells": st.sampled_from(["uc_msc", "nsc", "fetal"]),
    "route": st.sampled_from(["intravenous", "intrathecal"]),
    "legal_basis": st.sampled_from(["none", "national_plan_number", "proper_trial", "authorised_for_stroke"]),
    "registry_number": st.sampled_from([None, "NCT00000000"]),
    "named_stroke_doctor": st.sampled_from([None, "no", "yes"]),
    "follow_up_months": st.sampled_from([None, 0, 12]),
    "price": st.sampled_from([{"amount": 9, "currency": "USD", "includes": some} for some in (None, [], ["infusions"])]),
    "rehabilitation_included": st.sampled_from(["yes", "no"]),
}
OUTCOME: dict[str, Any] = {
    "id": "x", "trial": "treasure-2024", "kind": "benefit", "shows": "died", "after_days": 90, "note": "",
    "without_cells": {"count": 1, "of": 10}, "with_cells": {"count": 2, "of": 10}, "as_printed": "",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_sheet_is_read_with_ease(kind: str, name: str) -> None:
    sheet = made(kind, name)
    assert grade(said(sheet)) <= (4.5 if kind == "aphasia" else 6.0)
    most = 15 if kind == "aphasia" else 20
    for part in sheet.sections:
        if part.id in ("help", "check", "sources"):
            continue  # lists, not sentences to be read through
        for sentence in part.sentences:
            assert not FORBIDDEN.search(sentence.text)
            assert not NUMBER_WORDS.search(sentence.text)
            assert all(len(words(one)) <= most for one in sentences(sentence.text)), sentence.text


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_sheet_says_what_every_sheet_must_say(kind: str, name: str) -> None:
    sheet = made(kind, name)
    assert "emergency number" in said(sheet)
    assert {"help", "close"} <= {part.id for part in sheet.sections}
    assert "not yet reviewed by a clinician · not yet tested with patients" in sheet.footer
    assert "written by stroke-counsel contributors · who paid is not stated" in sheet.footer
    assert "review by 21 May 2027" in sheet.footer[0]
    assert "{" not in said(sheet)
    assert "*" not in said(sheet)
    if not sheet.urgent:
        assert "notes" in {part.id for part in sheet.sections}
        assert "Was this clear?" in said(sheet)


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_sentence_comes_from_a_rule(kind: str, name: str) -> None:
    content = program().content
    for part in made(kind, name).sections:
        for sentence in part.sentences:
            if sentence.rule not in ("missing", "content-age", "reasons", "sources"):
                assert content.rules.rule(sentence.rule).evidence == sentence.evidence


@pytest.mark.parametrize("kind", KINDS)
def test_in_an_emergency_no_kind_speaks_of_studies(kind: str) -> None:
    sheet = made(kind, "first day")
    assert sheet.title == "Get help now"
    assert not any(part.pictures for part in sheet.sections)
    assert not re.search(r"fair test|choices|clinics?\b", said(sheet))


@pytest.mark.parametrize("kind", ["standard", "long", "aphasia", "large-print"])
def test_three_choices_have_good_and_bad_points_in_equal_detail(kind: str) -> None:
    choices = next(part for part in made(kind).sections if part.id == "options").sentences
    for side in ("good", "bad"):
        lengths = {one.mark: len(words(one.text)) for one in choices if one.kind == side}
        assert set(lengths) == {"care", "study", "clinic"}
        assert min(lengths.values()) / max(lengths.values()) >= 0.7


def drawn(svg: str, colour: str) -> Iterator[int]:
    """How many shapes each path in a colour draws."""
    return (path.count("M") for path in re.findall(rf'<path d="([^"]*)" stroke="{colour}"', svg))


def test_a_figure_shows_both_groups_on_one_grid_with_its_number_and_time() -> None:
    sheet = made("standard", "first week")
    picture = next(part.pictures[0] for part in sheet.sections if part.id == "studied")
    assert "Without cells: 10 of 100 did very well, 90 did not" in picture.alt
    assert "With cells: 12 of 100 did very well, 88 did not" in picture.alt
    assert "after 90 days" in picture.alt
    assert picture.svg.index("Without cells") < picture.svg.index("With cells")
    people, rings = ([*drawn(picture.svg, colour)] for colour in ("#1f4e79", "#5b6570"))
    assert people == [10, 10, 12, 12]  # heads, then shoulders
    assert rings == [90, 88]


def test_where_nobody_knows_the_picture_is_as_large_as_one_with_numbers() -> None:
    unknown = next(part.pictures[0] for part in made("standard", "middle").sections if part.id == "studied")
    known = next(part.pictures[0] for part in made("standard", "first week").sections if part.id == "studied")
    box = re.compile(r'viewBox="[^"]+"')
    assert box.search(unknown.svg) == box.search(known.svg) or (
        box.findall(unknown.svg) == box.findall(known.svg)
    )
    assert "No study made for this stage has reported a result" in unknown.alt


def test_the_people_are_filled_from_the_bottom_row_by_row() -> None:
    pair = icon_pair(PeopleGroup("a", "b", 21), PeopleGroup("c", "d", 0))
    heads = re.search(r'<path d="([^"]*)" stroke="#1f4e79"', pair)
    assert heads is not None
    full = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", heads[1])]
    assert len(full) == 21
    assert full[0][1] == full[19][1] > full[20][1]
    assert full[0][0] == full[20][0] < full[1][0]


def test_in_the_margin_a_label_has_a_line_for_each_of_its_parts() -> None:
    tall = icon_pair(PeopleGroup("Without cells", "49 of 100", 49), PeopleGroup("With cells", "not known", None), tall=True)
    lines = re.findall(r">([^<]+)</text>", tall)
    assert lines == ["Without", "cells", "49 of", "100", "With", "cells", "not", "known", "?"]


@pytest.mark.parametrize("lacking", ["without_cells", "with_cells", "after_days"])
def test_a_number_without_its_group_or_time_is_refused(lacking: str) -> None:
    with pytest.raises(ValidationError, match=lacking):
        checked(Outcome, {key: value for key, value in OUTCOME.items() if key != lacking})


@pytest.mark.parametrize(
    "arm", [{}, {"count": 3}, {"count": 3, "of": 2}, {"count": 1, "of": 2, "percent": 50}]
)
def test_a_group_is_a_count_of_its_size_or_a_percent(arm: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        checked(Outcome, {**OUTCOME, "with_cells": arm})


@pytest.mark.parametrize(("count", "of", "shown"), [(12, 104, 12), (10, 102, 10), (13, 104, 13), (1, 200, 1)])
def test_people_are_said_out_of_100_with_a_half_rounded_up(count: int, of: int, shown: int) -> None:
    outcome = checked(Outcome, {**OUTCOME, "with_cells": {"count": count, "of": of}})
    assert outcome.with_cells.of_100 == shown


def test_figures_stand_in_the_record_of_their_trial() -> None:
    evidence = program().content.evidence
    for outcome in evidence.outcomes.values():
        arms = evidence.trials[outcome.trial].primary_outcome.arms
        if arms is not None and outcome.id == "treasure-very-well":
            assert (arms.cells.reached, arms.cells.of) == (outcome.with_cells.count, outcome.with_cells.of)
            assert (arms.control.reached, arms.control.of) == (
                outcome.without_cells.count,
                outcome.without_cells.of,
            )


def test_the_verb_follows_from_certainty_and_size() -> None:
    wording = program().content.reference
    ids = {sentence_for(certainty, size) for certainty in CERTAINTIES for size in SIZES}
    assert {key for key in wording.sentences if key.startswith("sheet.grade.")} == ids
    assert "very unsure" in wording.sentences[sentence_for("very_low", "large")]
    with pytest.raises(ValueError, match="no verb"):
        sentence_for("low", "huge")


def test_rules_with_a_certainty_say_the_sentence_of_the_table() -> None:
    for rule in program().content.rules.table("sheet_long").rules:
        fields = rule.record.fields
        if "certainty" in fields:
            assert rule.record.says.patient == sentence_for(fields["certainty"], fields.get("size", ""))


def test_goals_stand_in_the_words_of_the_person_with_what_studies_looked_at() -> None:
    text = said(made("standard", "years", goals=["walking", "speech", {"own": "the *old* piano"}]), "notes")
    assert "walking, speaking and “the *old* piano”" in text
    assert "Fair tests looked at walking as a part of a score." in text
    assert "no fair test that looked mainly at speaking" in text


def test_without_goals_there_is_room_for_them() -> None:
    notes = next(part for part in made("standard").sections if part.id == "notes")
    assert notes.sentences == ()
    assert notes.heading.startswith("What matters most to you?")


def test_the_standard_sheet_says_that_there_is_more_and_the_long_one_says_it() -> None:
    assert "a longer sheet, large print, pictures" in said(made("standard"), "close")
    standard, long = made("standard"), made("long")
    assert {part.id for part in standard.sections} < {part.id for part in long.sections}
    assert len([s for part in long.sections if part.id == "sure" for s in part.sentences]) == 4


def test_where_something_comes_first_the_standard_sheet_tells_of_studies_in_short() -> None:
    assert not any(part.id == "studied" and part.pictures for part in made("standard", "stop").sections)
    assert any(part.id == "studied" and part.pictures for part in made("long", "stop").sections)


def test_the_sheet_with_pictures_has_one_for_each_idea_and_key_words() -> None:
    sheet = made("aphasia", "first week")
    ideas = [
        one
        for part in sheet.sections
        if part.id in ("answer", "now", "harm", "ask", "help")
        for one in part.sentences
    ]
    assert all(one.icon for one in ideas)
    share = sum(len(words(t)) for one in ideas for t, strong in one.runs if strong) / len(words(said(sheet)))
    assert 0.05 <= share <= 0.2


def test_a_reason_without_shorter_words_is_not_lost_on_the_sheet_with_pictures() -> None:
    reasons = said(made("aphasia", "wait"), "first")
    assert "You have an infection." in reasons
    assert "health reason" in reasons
    assert "cancer" not in said(made("aphasia", "stop"))


def test_many_reasons_are_cut_with_a_word_that_there_are_more() -> None:
    flags = (
        "seizures",
        "active-infection",
        "haemodynamics",
        "unstable-deficit",
        "gradual-decline",
        "other-trial",
    )
    first = next(
        part for part in made("standard", safety=dict.fromkeys(flags, "yes")).sections if part.id == "first"
    )
    items = [one.text for one in first.sentences if one.kind == "item"]
    assert len(items) == 5
    assert items[-1] == "There are more reasons. We will talk about them."


def test_an_offer_is_shown_by_warning_signs_answers_and_questions() -> None:
    sheet = made("offer")
    assert "uses stories of patients as proof" in said(sheet, "flags")
    assert "which cells they are" in said(sheet, "answered")
    assert "Which cells are they?" not in said(sheet, "questions")
    assert "How do the cells get into my body?" in said(sheet, "questions")
    assert "does not judge a clinic" in said(sheet)
    assert KINDS["offer"].copies == 2


def test_a_proper_study_is_good_news_and_nothing_about_money() -> None:
    sheet = made("offer", offer={"legal_basis": "proper_trial"})
    assert "good news" in said(sheet, "study")
    assert not {"cost"} & {part.id for part in sheet.sections}
    assert not re.search(r"price|\bpays?\b|money|clinic", said(sheet))
    assert sheet.title == "A stem cell study: what to know and ask"
    headings = {part.id: part.heading for part in sheet.sections}
    assert (headings["answer"], headings["before"]) == ("About this study", "Before you sign or travel")
    assert "What happens in the group without cells?" in said(sheet, "questions")


@given(st.fixed_dictionaries({}, optional=OFFERS))
def test_what_is_a_red_flag_is_never_listed_as_answered(offer: dict[str, Any]) -> None:
    case = known(offer=offer)
    assessment = program().assess(case)
    flagged = {item.item for item in assessment.offer.items if item.state == "red_flag"}
    listed = {one.id.removeprefix("offer.answered.") for part in program().sheet(case, assessment, "offer").sections if part.id == "answered" for one in part.sentences}
    assert not flagged & listed


def test_a_sheet_on_an_offer_needs_an_offer() -> None:
    with pytest.raises(InputError, match="no offer"):
        made("offer", offer=None)
    assert made("offer", "first day", offer=None).title == "Get help now"


def test_after_treatment_the_symptoms_of_its_route_are_named() -> None:
    assert "shot into the spine" in said(made("treated"), "danger")
    vein = made("treated", treated={"route": "intravenous", "last_date": "2023-01-10"})
    assert "shot into the spine" not in said(vein)
    assert "30 days" not in said(vein)


def test_a_sheet_after_treatment_needs_a_treatment() -> None:
    with pytest.raises(InputError, match="no earlier treatment"):
        made("treated", treated=None)


def test_another_kind_of_stroke_gets_no_word_on_results_in_any_kind() -> None:
    for kind in ("standard", "long", "aphasia", "carer"):
        assert not re.search(r"of 100|reached the (main )?goal", said(made(kind, "bleed")))


def test_what_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(InputError, match="standard, long, large-print, aphasia, carer, offer, treated"):
        kind_of("poster")
    with pytest.raises(InputError, match="18, 22"):
        size_of(KINDS["large-print"], 14)
    with pytest.raises(InputError, match="a4, letter"):
        paper_of("a3")
    assert size_of(KINDS["large-print"], None) == 18
    assert size_of(KINDS["standard"], None, usual=16) == 16


def test_whose_numbers_they_are_stands_beside_them() -> None:
    first, early, years = (said(made("standard", name), "studied") for name in ("first week", "early", "years"))
    assert "206 people took part, 18 to 36 hours after a stroke. Nobody had a mild one." in first
    assert "people were treated" not in first
    assert "120 people took part" in early
    assert "7 to 29 days ago and not mild" in early
    assert "needed much help or worse" in early
    assert "had died" not in early
    assert "6 months to 7 and a half years ago. All had a weak arm or leg." in years
    assert "(no cells were put in)" in years


def test_the_words_about_people_in_a_test_follow_from_its_record() -> None:
    trials = program().content.evidence.trials
    treasure, invest, actissima = (trials[name] for name in ("treasure-2024", "invest-2014", "actissima-sb623"))
    assert (treasure.window.min_days, treasure.window.max_days, treasure.nihss.min) == (0.75, 1.5, 8)
    assert (invest.window.min_days, invest.window.max_days, invest.nihss.min) == (7, 29, 7)
    assert (invest.control, treasure.control, actissima.control) == ("standard_care", "placebo", "sham")
    assert (actissima.window.min_days, actissima.window.max_days) == (180, 2740)


def test_results_that_were_not_seen_are_not_said_to_be_unknown_to_all() -> None:
    captions = {
        name: next(part.pictures[0].caption for part in made("standard", name).sections if part.id == "studied")
        for name in ("years", "middle")
    }
    assert captions == {
        "years": "Each ring is a person. We have not seen the numbers.",
        "middle": "Each ring is a person. Nobody can fill them in yet.",
    }


@pytest.mark.parametrize(("kind", "words_of"), [("standard", "speaks against cells now"), ("aphasia", "No cells now")])
def test_the_choices_do_not_contradict_a_reason_to_stop(kind: str, words_of: str) -> None:
    choices = next(part for part in made(kind, "stop").sections if part.id == "options")
    assert words_of in choices.sentences[0].text
    assert choices.sentences[0].kind == "text"
    assert "wait" not in said(made(kind, "stop"), "options")


def test_what_does_not_apply_is_said_once() -> None:
    for name in ("bleed", "child"):
        sheet = made("standard", name)
        assert "where" not in {part.id for part in sheet.sections}
        assert sheet.picture is None
    assert said(made("standard", "bleed")).count("tell us") == 1


def test_a_comparison_names_both_groups_on_the_sheet_with_pictures() -> None:
    sheet = made("aphasia", "years")
    assert "not do better than people without" in said(sheet, "answer")
    assert "not do better than people without" in said(sheet, "studied")
    assert "Nobody had pretend surgery" in said(sheet, "studied")
    assert "Many people still get better" in said(sheet, "now")


def test_the_size_of_the_damaged_area_is_still_to_check_once() -> None:
    open_ones: dict[str, Any] = {"severity__nihss": None, "infarct": None, "stroke__location": None}
    assert said(made("standard", **open_ones), "check").count("the damaged area") == 1


def test_recovery_is_later_after_a_severe_stroke() -> None:
    course = {row.initial_severity: row.weeks for row in program().content.evidence.natural_history.copenhagen_time_course.best_function}
    assert course["severe"] * 7 / 30.4 + 0.1 >= 4
    assert course["very severe"] * 7 / 30.4 <= 5
    assert "After a severe stroke it took about 4 to 5 months." in said(made("long"), "expect")


@pytest.mark.parametrize(
    ("earliest", "latest", "words_of"),
    [
        ("2026-11-01", "2026-11-21", "today or up to 20 days ago"),
        ("2026-11-20", "2026-11-21", "today or yesterday"),
        ("2026-11-21", "2026-11-21", "today"),
        ("2026-11-19", "2026-11-20", "1 to 2 days ago"),
    ],
)
def test_a_range_of_days_that_ends_today_is_said_so(earliest: str, latest: str, words_of: str) -> None:
    days = program().assess(known(stroke__onset={"earliest": earliest, "latest": latest})).phase.days_since_onset
    assert time_since(days, program().content.reference) == words_of


INTENT: dict[str, Any] = {"safety": {"distress": "yes", "suicide-plan": "yes"}}
SPINE: dict[str, Any] = {"treated": {"route": "intrathecal", "product": "cells", "symptoms": ["bladder_change"]}}
PRIVATE = re.compile(r"end (your|their) life|dark|alone now|you feel|mood", re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_an_emergency_after_cells_is_not_told_as_a_stroke(kind: str) -> None:
    now = said(made(kind, **SPINE), "now")
    assert "cells" in now
    assert "when it began" not in now
    assert "papers" in now


@pytest.mark.parametrize("changes", [CHANGES["first day"], SPINE, INTENT])
def test_in_an_emergency_the_page_for_the_family_speaks_to_the_family(changes: dict[str, Any]) -> None:
    now = said(made("carer", **changes), "now")
    assert "Stay with the person." in now
    assert not re.search(r"\bwith someone\b|\bthat you had\b|\bsee you\b|\byou last\b", now)


def test_the_page_for_the_family_hints_at_no_private_emergency() -> None:
    assert not PRIVATE.search(said(made("carer", **INTENT), "now", "answer", "help"))


@pytest.mark.parametrize("kind", ["standard", "long", "large-print", "carer", "offer", "treated"])
def test_an_emergency_has_the_usual_headings(kind: str) -> None:
    headings = {part.id: part.heading for part in made(kind, **SPINE).sections}
    assert headings["answer"] == "The short answer"
    assert headings["now"] == "What you can do now"


def test_who_is_not_awake_is_spoken_of_and_not_to() -> None:
    sheet = made("standard", safety={"coma": "yes"})
    assert "The person is not awake enough" in said(sheet, "first")
    assert {part.id: part.heading for part in sheet.sections}["notes"] == "Questions and notes of the family"
    assert "the person you love" in said(made("carer"), "answer")


@given(st.text(max_size=80))
def test_typed_text_is_one_line_of_its_length_without_marks_that_turn_it(typed: str) -> None:
    line = printable(typed, 24)
    assert len(line) <= 24
    assert "\n" not in line
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x1b") & set(line)
    for narrow, longest in ((False, 20), (True, 12)):
        broken = breakable(line, narrow)
        assert broken.replace("\u200b", "") == line
        assert all(len(run) <= longest for word in broken.split() for run in word.split("\u200b"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("walk to the shop with the dog and carry the bags home alone", None),
        ("walk to the shop, with the dog, and then carry all the bags home", "walk to the shop, with the dog, and then carry all the bags…"),
        ("see the garden, " * 8, "see the garden, see the garden, see the garden, see the…"),
        ("W" * 80, "W" * 43 + "…"),
        ("an\u202e  old\nfriend", "an old friend"),
    ],
)  # fmt: skip
def test_a_goal_is_cut_between_words_where_it_is_too_long(typed: str, printed: str | None) -> None:
    assert printable_goal(typed) == (typed if printed is None else printed)


def test_an_address_is_broken_at_its_joints() -> None:
    assert breakable("stroke.clinic@hospital.example", narrow=True).split("\u200b") == [
        "stroke", ".clinic", "@hospital", ".example",
    ]  # fmt: skip
    assert breakable("12 St. John's Rd., e.g.", narrow=True) == "12 St. John's Rd., e.g."


def test_a_word_of_the_language_is_not_broken() -> None:
    assert breakable("be with my grandchildren") == "be with my grandchildren"
