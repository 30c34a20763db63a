"""Each gate bites on a seeded violation; sentences, blocks, neighbours and a hundredth of the sheets pass them all."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from counsel.sheets.handout import Sentence, SheetSection
from counsel.sheets.kinds import KINDS
from counsel.shell.printing.letterhead import Letterhead
from tests.gates import pdfua
from tests.gates.__main__ import table
from tests.gates.duties import DUTY_GATES
from tests.gates.entries import merged
from tests.gates.measured import (
    GATES,
    READ_GATES,
    Found,
    Look,
    faults_on_paper,
    orders,
    packed,
    print_job,
    read_case,
    seen,
)
from tests.gates.paper import PAPER_GATES, Page, Printed, Word, made, printed
from tests.gates.reachable import Reachable
from tests.gates.sheets import USUAL, Sheet, large, small
from tests.gates.words import WORD_GATES
from tests.support.program import program
from tests.support.reading import grade

ROOT = Path(__file__).resolve().parents[2]
FIRST_WEEK: dict[str, Any] = {"stroke": {"onset": "2026-11-17"}}
BLEED: dict[str, Any] = {"stroke": {"type": "intracerebral_haemorrhage"}, "infarct": {}}
STOP: dict[str, Any] = {"safety": {"active-malignancy": "yes"}}


@pytest.fixture(autouse=True)
def nothing_read() -> None:
    seen().clear()


@cache
def reachable() -> Reachable:
    return Reachable(program().content)


def sheet(kind: str = "standard", **changes: Any) -> Sheet:
    return small(merged(USUAL, changes), kind)


def with_text(one: Sheet, text: str, section: str = "now", **changes: Any) -> Sheet:
    """The sheet with its first sentence in a section replaced."""
    return with_sentence(one, section, lambda old: old._replace(text=text, **changes))


def with_sentence(one: Sheet, section: str, change: Callable[[Sentence], Sentence]) -> Sheet:
    def changed(part: SheetSection) -> SheetSection:
        return part._replace(sentences=(change(part.sentences[0]), *part.sentences[1:])) if part.id == section else part

    return replace(one, handout=replace(one.handout, sections=tuple(map(changed, one.handout.sections))))


def without(one: Sheet, *sections: str) -> Sheet:
    kept = tuple(part for part in one.handout.sections if part.id not in sections)
    return replace(one, handout=replace(one.handout, sections=kept))


def named(gate: str, one: Sheet) -> list[str]:
    return list(READ_GATES[gate](one))


@pytest.mark.parametrize(
    "text",
    ["You are eligible.", "It is 1 in 10.", "We don't know.", "It's good.", "Only two people came.", "Your NIHSS is 9.",
     "It helps 20% of people.", "It is safe.", "A cure is near.", "The control group slept.", "They're well."],
)  # fmt: skip
def test_the_gate_of_words_bites(text: str) -> None:
    assert not named("plain words", sheet())
    assert named("plain words", with_text(sheet(), text))


def test_the_gates_of_reading_bite() -> None:
    long = "Multidisciplinary rehabilitation interventions characteristically necessitate considerable determination. " * 40
    assert named("reading grade", with_text(sheet(), long))
    assert named("SMOG grade", with_text(sheet(), long))
    assert named("short sentences", with_text(sheet(), "and so on " * 7 + "we go."))
    assert named("short sentences", with_text(sheet("aphasia"), "one " * 16))
    assert not named("short sentences", with_text(sheet(), "one " * 16))


@pytest.mark.parametrize(
    "text",
    ["After 90 days, 12 of 100 people with cells did very well, 88 did not.",
     "12 of 100 people with cells did very well, 88 did not. Without cells it was 10 of 100, and 90 did not.",
     "After 90 days, 12 of 100 people with cells did very well. Without cells it was 10 of 100.",
     "After 90 days, 12 of 100 people with cells did very well, 87 did not. Without cells it was 10 of 100, and 90 did not."],
)  # fmt: skip
def test_a_number_without_its_group_time_or_other_side_is_found(text: str) -> None:
    assert not named("numbers compared, with time", sheet(**FIRST_WEEK))
    assert named("numbers compared, with time", with_text(sheet(), text))


def test_what_is_left_over_or_beside_the_wording_is_found() -> None:
    gate = "no gap left, whole sentences"
    assert named(gate, with_text(sheet(), "It was {n} days."))
    assert named(gate, with_text(sheet(), "A sentence that nobody wrote down."))
    assert named("verbs by certainty", with_text(sheet(), "Stem cells may improve speech."))


def test_a_sentence_without_rule_or_source_is_found() -> None:
    gate = "sources"
    assert not named(gate, sheet())
    every: tuple[dict[str, Any], ...] = ({"rule": "nobody"}, {"evidence": ()}, {"rule": "missing"})
    for changes in every:
        assert named(gate, with_sentence(sheet(), "now", partial(Sentence._replace, **changes)))
    assert named(gate, with_sentence(sheet("long"), "sources", lambda old: old._replace(evidence=("invented-2030",))))


@pytest.mark.parametrize("section", ["help", "close"])
def test_a_sheet_without_a_fixed_sentence_is_found(section: str) -> None:
    assert not named("fixed sentences and foot", sheet())
    assert named("fixed sentences and foot", without(sheet(), section))


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_foot_without_one_of_its_lines_is_found(line: int) -> None:
    one = sheet()
    foot = tuple(text for at, text in enumerate(one.handout.footer) if at != line)
    assert named("fixed sentences and foot", replace(one, handout=replace(one.handout, footer=foot)))


@pytest.mark.parametrize("said", ["sheet.emergency.tell_cells", "sheet.emergency.tell_feel"])
def test_the_words_of_another_emergency_are_found(said: str) -> None:
    one = sheet(stroke={"onset": "2026-11-21"})
    assert not named("what the standing allows", one)
    at = [sentence.id for sentence in one.handout.sections[0].sentences].index("sheet.emergency.tell")
    first = one.handout.sections[0]
    wrong = first.sentences[at]._replace(id=said)
    changed = first._replace(sentences=(*first.sentences[:at], wrong, *first.sentences[at + 1 :]))
    sections = (changed, *one.handout.sections[1:])
    assert named("what the standing allows", replace(one, handout=replace(one.handout, sections=sections)))


def test_a_private_reason_is_found() -> None:
    one = sheet(**STOP)
    assert not named("private reasons", one)
    told = with_text(one, "You have cancer.", "first", id="sheet.reason.active-malignancy")
    assert named("private reasons", told)
    assert not named("private reasons", sheet(**STOP, print_private=["active-malignancy"]))


def test_what_a_standing_does_not_allow_is_found() -> None:
    gate = "what the standing allows"
    urgent, bleed, stop = sheet(stroke={"onset": "2026-11-21"}), sheet(**BLEED), sheet(**STOP)
    unknown = sheet(stroke={"onset": "2026"})
    usual = sheet()
    assert not any(named(gate, one) for one in (urgent, bleed, stop, unknown, usual))
    assert named(gate, with_text(urgent, "A fair test was done."))
    assert named(gate, replace(usual, assessment=bleed.assessment))
    assert named(gate, without(bleed, "first"))
    assert named(gate, without(stop, "first"))
    assert named(gate, without(unknown, "check"))
    assert named(gate, without(usual, "options"))
    assert named(gate, with_text(unknown, "You are in the first week.", "where", id="sheet.where.acute"))
    assert named(gate, replace(usual, assessment=urgent.assessment, handout=replace(usual.handout, urgent=True)))


def test_the_other_duties_are_found() -> None:
    one = sheet()
    turned = replace(one, handout=replace(one.handout, sections=one.handout.sections[::-1]))
    assert named("order of the voice", turned)
    assert named("choices in equal detail", with_text(one, "Good.", "options"))
    assert named("summary, tools, captions", without(one, "notes"))
    bold = with_sentence(sheet("aphasia"), "answer", lambda old: old._replace(runs=((old.text * 30, True),)))
    assert named("key words in bold", bold)


def page_of(*words: Word) -> Page:
    return Page(595.3, 841.9, words)


def word(text: str, left: float = 60, top: float = 100) -> Word:
    return Word(left, top, left + 6 * len(text), top + 14, text)


def on_paper(gate: str, pages: tuple[Page, ...], one: Sheet | None = None) -> list[str]:
    return list(PAPER_GATES[gate](Printed((one or sheet()).handout, 14, "a4", pages)))


def paper_of(one: Sheet, size: int, paper: str) -> Printed:
    """The sheet printed by itself."""
    return next(printed([one.handout], one.head, size, paper))


def test_the_gates_of_paper_bite() -> None:
    good = paper_of(sheet(), 14, "a4")
    assert {name: list(gate(good)) for name, gate in PAPER_GATES.items()} == {name: [] for name in PAPER_GATES}
    assert on_paper("pages", good.pages * 2)
    assert on_paper("pages", (page_of(word("low", top=500)),), sheet(stroke={"onset": "2026-11-21"}))
    for place in ({"left": 20}, {"left": 570}, {"top": 4}, {"top": 836}):
        assert on_paper("inside the margins", (page_of(word("out", **place)),))
    assert on_paper("no words on one another", (page_of(word("first"), word("second", left=70)),))
    assert not on_paper("no words on one another", (page_of(word("first"), word("second", top=112)),))
    assert on_paper("every sentence printed", good.pages[:1])
    first, second = good.pages
    cut = len(first.words) - 60
    moved = (replace_words(first, first.words[:cut]), replace_words(second, first.words[cut:] + second.words))
    assert on_paper("blocks whole", moved)
    line = tuple(word("letters", left=60 + 46 * at) for at in range(10))
    assert on_paper("70 characters a line", (page_of(*line),))
    assert not on_paper("70 characters a line", (page_of(*line[:5], *(one._replace(left=one.left + 60, right=one.right + 60) for one in line[5:])),))
    assert on_paper("foot on each page", (first, page_of(word("empty"))))


def replace_words(page: Page, words: tuple[Word, ...]) -> Page:
    return Page(page.width, page.height, words)


@pytest.mark.parametrize("kind", KINDS)
def test_the_structure_is_that_of_pdf_ua(kind: str) -> None:
    assert not list(pdfua.faults(made([sheet(kind, **FIRST_WEEK, offer={}).handout], Letterhead(), KINDS[kind].sizes[0], "a4")))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [(b"/Marked true", b"/Marked null", "tagged"), (b"/Lang (en)", b"/Long (en)", "language"), (b"/StructTreeRoot", b"/StructTreeBoot", "no structure tree"),
     (b"/DisplayDocTitle", b"/DisplayDocTutle", "title bar"), (b"/Outlines", b"/Outlanes", "bookmarks"), (b"/ToUnicode", b"/ToUnicorn", "letters"),
     (b"/Alt", b"/Olt", "figure"), (b"/S /H2", b"/S /H4", "skip"), (b"/S /LI", b"/S /TR", "stands in"), (b"/Scope", b"/Scupe", "scope"),
     (b"/StructParents", b"/StructPirents", "not in the structure tree"), (b"pdfuaid:part", b"pdfuaid:pert", "identifier"), (b"/FontFile", b"/FuntFile", "embedded")],
)  # fmt: skip
def test_a_fault_in_the_structure_is_found(old: bytes, new: bytes, fault: str) -> None:
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(made([sheet(**FIRST_WEEK).handout], Letterhead(), 14, "a4"))))
    plain = io.BytesIO()
    writer.write(plain)
    data = plain.getvalue()
    changed = re.sub(re.escape(old) + (rb"(?=[\s/(<\[>=\"]|2|3)" if old == b"/FontFile" else rb"\b" if old[-1:].isalnum() else b""), new, data)
    assert changed != data
    assert any(fault in one for one in pdfua.faults(changed)), list(pdfua.faults(changed))


def test_ink_that_no_tag_names_is_found() -> None:
    import io

    import pypdf
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(made([sheet().handout], Letterhead(), 14, "a4"))))
    stream = DecodedStreamObject()
    stream.set_data(b"0 0 10 10 re f")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    changed = io.BytesIO()
    writer.write(changed)
    assert any("neither tagged nor an artifact" in one for one in pdfua.faults(changed.getvalue()))


def test_no_fact_is_decided_by_two_parts_of_a_case() -> None:
    facts = [fact for part in reachable().parts for fact in part.facts]
    assert len(facts) == len(set(facts))
    assert {"stroke.days_since_onset", "severity.nihss", "infarct.volume_ml", "safety.pregnancy", "treated.route"} <= set(facts)


def test_the_rules_lead_to_the_stages_standings_and_expectations_there_are() -> None:
    found = [reached.found for reached in reachable().outcomes]
    assert len(found) == len(set(found)) > 1000
    settled = {tuple(min(of) for of in one[:3]) for one in found if all(len(of) == 1 for of in one[:3])}
    stages = [rule.record.gives for rule in program().content.rules.table("phase").rules]
    assert {stage for stage, standing, _ in settled if standing == "trial_only"} == set(stages) - {"hyperacute"}
    assert {standing for _, standing, _ in settled} == set(program().content.rules.table("standing").outcomes)


def neighbours(one: Sheet) -> list[str]:
    """Each block by itself, and with the one after it, as it is read."""
    read = [" ".join(ended) for part in one.handout.sections if part.id != "sources" if (ended := [s.text for s in part.sentences])]
    return [*read, *(" ".join(pair) for pair in itertools.pairwise(read))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_blocks_reads_easily(kind: str) -> None:
    for changes in (FIRST_WEEK, {}, {"stroke": {"onset": "2021"}}, STOP, BLEED):
        hard = [text for text in neighbours(small(merged(USUAL, changes, {"offer": {}}), kind)) if len(text) > 300 and grade(text) > 6]
        assert not hard


def test_a_hundredth_of_all_sheets_passes_every_gate() -> None:
    # A process of its own: workers made from this one would wait for threads of the compiler that they do not have.
    command = [sys.executable, "-m", "tests.gates", "--every", "100", "--few-sizes"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert not done.returncode, done.stdout
    assert f"{len(GATES)} of {len(GATES)} gates passed." in done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_the_fullest_sheets_pass_every_gate_of_paper(kind: str) -> None:
    fullest = (STOP, {"safety": {"active-infection": "yes"}, "rehab": "arranged"}, FIRST_WEEK, {"stroke": {"onset": "2021"}}, {"stroke": {"onset": "2026-11-21"}})
    sheets = [large(merged(USUAL, changes, {"offer": {"claims": ["cure"]}}), kind) for changes in fullest]
    for turn, (size, paper) in enumerate(orders(kind, "largest", -1)):
        for one in printed([sheets[(turn + at) % 5].handout for at in range(3)], sheets[0].head, size, paper):
            assert not list(faults_on_paper(one))


def test_a_sheet_in_a_job_is_the_sheet_by_itself() -> None:
    three = [sheet(kind, **FIRST_WEEK) for kind in ("standard", "aphasia", "carer")]
    together = printed([one.handout for one in three], Letterhead(), 18, "letter")
    assert list(together) == [paper_of(one, 18, "letter") for one in three]


def test_what_was_read_is_counted_and_not_read_again() -> None:
    first, again = read_case(USUAL, ("carer",)), read_case(USUAL, ("carer",))
    assert first.read == first.differ == again.read == {"carer": 2}
    assert len(first.looks) == 2
    assert not again.differ
    assert not again.looks


def test_a_fault_on_paper_is_noted_with_its_case() -> None:
    one = sheet().handout
    longer = replace(one, sections=one.sections + tuple(part._replace(id=f"{part.id}-2") for part in one.sections))
    good, bad = (Look("standard", "smallest", {"turn": turn}, packed(made)) for turn, made in enumerate((one, longer)))
    found = print_job(("standard", "smallest", 14, "a4", [good, bad]))
    assert {gate for gate, _ in found.faults} == {"pages"}
    assert list(found.examples.values()) == [{"turn": 1}]
    assert found.prints == {"standard": 2}


def test_the_table_names_every_gate_and_counts_faults() -> None:
    found = Found()
    found.faults["pages", "standard: has 3 pages"] += 2
    told = table(found, {"outcomes": 1, "lines": 1, "treated": 1, "emergencies": 1}, 1.0)
    assert all(gate in told for gate in GATES)
    assert "2 FAULTS" in told
    assert set(READ_GATES) == {*WORD_GATES, *DUTY_GATES}
