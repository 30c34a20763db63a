"""A limit changed in its rule alone changes screen, form, size word, sheet and proofs; nothing else is touched."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from counsel.case.parse import parse_case
from counsel.content import Content
from counsel.errors import InputError
from counsel.proofs.check import check
from counsel.proofs.report import in_words
from counsel.sheets.print_order import PrintOrder
from counsel.shell.content.load import load_content
from counsel.shell.content.texts_in_code import sources_of, texts_of
from counsel.shell.content.window_words import window_words
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program
from tests.support.form import field_at
from tests.support.program import KNOWN

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


def changed(file: str, before: str, after: str) -> Program:
    """The program on a copy of its content in which one number of one file is another."""
    root = Path(mkdtemp())
    for name in ("rules", "resources"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = root / "rules" / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    noon = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001  # dates of a case are local and carry no zone
    return Program(load_content(root), root / "resources", lambda: noon, Settings())


@pytest.fixture(scope="module")
def sixty() -> Program:
    return changed("bands.yaml", "fact: infarct.volume_ml, from: 50,", "fact: infarct.volume_ml, from: 60,")


@pytest.fixture(scope="module")
def later() -> Program:
    return changed("phases.yaml", "fact: stroke.days_since_onset, from: 183", "fact: stroke.days_since_onset, from: 190")


def case(**sections: Mapping[str, Any]) -> dict[str, Any]:
    return {**KNOWN, **sections}


def screen(program: Program, document: dict[str, Any]) -> list[str]:
    """The bands and the arguments against, as the screen says them."""
    view = program.screen(program.assess(parse_case(document, program.measures)))
    return [line.text for line in (*view.bands, *view.arguments_against)]


def holds(content: Content) -> None:
    report = check(content, TODAY, "enumerate", said=texts_of("counsel", "ui"), code=sources_of("counsel", "ui"))
    assert report.ok, in_words(report)


def test_the_band_on_the_screen_follows(sixty: Program) -> None:
    assert "Infarct not large: below 60 mL" in screen(sixty, case(infarct={"volume_ml": 55}))
    large = screen(sixty, case(infarct={"volume_ml": 60}))
    assert "Large infarct: 60 to 150 mL" in large
    assert "Large infarct: 60 mL or more." in large


def test_the_form_follows(sixty: Program) -> None:
    # The window builds its form from words without numbers, and asks for them row by row.
    field = sixty.form_field(field_at(window_words(ROOT, ["en"]), "infarct.size"))
    labels = {option.value: option.label for option in field.options}
    assert labels["not_large"] == "not large (below 60 mL)"
    assert labels["large"] == "large (60 to 150 mL)"


def test_the_size_word_and_aspects_follow(sixty: Program) -> None:
    with pytest.raises(InputError, match="60 to 150 mL"):
        parse_case(case(infarct={"volume_ml": 55, "size": "large"}), sixty.measures)
    assert parse_case(case(infarct={"volume_ml": 55, "size": "not_large"}), sixty.measures)
    early = case(stroke={**KNOWN["stroke"], "onset": "2026-11-20"}, infarct={"aspects": 5, "volume_ml": 55})
    with pytest.raises(InputError, match="at least 60 mL"):
        parse_case(early, sixty.measures)


def test_the_result_and_its_sheet_follow(sixty: Program) -> None:
    """At 55 mL an old person's infarct is large by the shipped rule and not by the changed one."""
    document = case(patient={"age": 84}, infarct={"volume_ml": 55})
    shipped = Program(load_content(ROOT), ROOT / "resources", sixty.clock, Settings())
    outcomes = {}
    for name, program in (("shipped", shipped), ("changed", sixty)):
        made = parse_case(document, program.measures)
        assessment = program.assess(made)
        assert assessment.expectation.cells is not None
        outcomes[name] = assessment.expectation.cells, program.html(PrintOrder(made, assessment, ("standard",)))
    assert outcomes["shipped"][0] == "marked_gain_very_unlikely"
    assert outcomes["changed"][0] == "small_effect_not_excluded"
    assert outcomes["shipped"][1] != outcomes["changed"][1]


def test_every_proof_holds_after_it(sixty: Program) -> None:
    holds(sixty.content)


def test_the_chronic_stage_begins_later_everywhere(later: Program) -> None:
    content = later.content
    assert content.reference.say("dr.stage.days.chronic") == "from day 190"
    assert content.reference.say("dr.stage.days.late_subacute") == "day 91 to 189"
    assert "less than 190 days ago" in content.reference.say("dr.standing.wait_second_stroke", {"until": "x"})
    # Told in months it is the same number still.
    assert content.reference.say("sheet.stage.chronic") == "After 6 months"
    for document, stage in (("2026-05-16", "late_subacute"), ("2026-05-15", "chronic")):
        assessed = later.assess(parse_case(case(stroke={**KNOWN["stroke"], "onset": document}), later.measures))
        assert assessed.phase.id == stage
    dates = {one.id: one for one in assessed.phase.dates}
    assert dates["chronic"].begins == date(2026, 11, 21)
    assert dates["late_subacute"].ends == date(2026, 11, 20)


def test_every_proof_holds_after_the_stage_moved(later: Program) -> None:
    holds(later.content)
