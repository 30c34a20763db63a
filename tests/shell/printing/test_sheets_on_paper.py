"""All kinds of sheets as PDF: pages, tags, fonts, jobs of several sheets, typed text, refused orders."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counsel.cli import main
from counsel.errors import CounselError, InputError
from counsel.sheets.kinds import KINDS
from counsel.sheets.print_order import PrintOrder
from counsel.shell.content.load import load_content
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program
from tests.gates.paper import pages_of
from tests.sheets.test_handout import CHANGES
from tests.support.pages import pages_used
from tests.support.program import CASES, known, ordered, program
from tests.support.sheets import LONG_TYPED, NEEDED

TYPICAL = str(CASES / "typical-early-subacute.json")
MM = 72 / 25.4
CHARACTERS = (program().resources / "fonts" / "characters.txt").read_text(encoding="utf-8")
WIDEST = Settings(clinic="Universitätsklinikum " * 5, contacts="Telefon 0123 456789 " * 9)
SIZED = [(kind, size) for kind in KINDS for size in KINDS[kind].pages]


def pdf(
    kind: str, *, using: Program | None = None, size: int | None = None, paper: str = "a4", **changes: Any
) -> bytes:
    made = using or program()
    case = known(**{**NEEDED.get(kind, {}), **changes})
    return made.pdf(ordered(case, kind, size=size, paper=paper))


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def printed(data: bytes) -> list[str]:
    """The text of each page; the blank back of a leaf is none."""
    return [said for page in read(data).pages if (said := page.extract_text().strip())]


def text(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(data).pages)).replace(
        "\u200b", ""
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("kind", "size"), SIZED)
def test_a_sheet_keeps_to_its_pages_with_the_longest_names(kind: str, size: int, paper: str) -> None:
    wide = replace(program(), settings=WIDEST)
    most = KINDS[kind].pages[size] * KINDS[kind].copies
    for name in ("first week", "years", "wait"):
        made = pdf(kind, using=wide, size=size, paper=paper, **{**CHANGES[name], **LONG_TYPED})
        assert pages_used(made) <= most, name


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("name", "labels"), [("first week", ["Without", "With", "cells", "cells", "10", "of", "12", "of", "100", "100"]),
                                              ("middle", ["Without", "With", "cells", "cells", "not", "not", "known", "known"])])  # fmt: skip
@pytest.mark.parametrize("kind", ["standard", "long"])
def test_labels_in_the_margin_can_be_read(kind: str, name: str, labels: list[str], paper: str) -> None:
    page = pages_of(pdf(kind, size=14, paper=paper, **CHANGES[name]))[0]
    height = next(word.bottom - word.top for word in page.words if word.text == "studied") / (14 * 1.1)
    margin = [word for word in page.words if word.left > 165 * MM and word.top < page.height * 0.9]
    beside = [word for word in margin if word.text != "?"]
    assert [word.text for word in sorted(beside, key=lambda word: (round(word.top), word.left))] == labels
    assert min(word.bottom - word.top for word in beside) / height >= 10
    assert max(word.right for word in beside) <= page.width - 14 * MM
    for first, second in combinations(beside, 2):
        apart = max(first.left, second.left) - min(first.right, second.right)
        assert abs(first.top - second.top) > 10 or apart > 2, (first, second)


WIDE_GOALS = {
    "one word each": [{"own": "W" * (70 - n)} for n in range(3)],
    "many words": [{"own": f"{sign * 9} " * 9} for sign in "WMm"],
    "usual words": [{"own": f"{first} to the shop with my dog and carry the bags back"} for first in ("walk home", "run home", "go again")],
}  # fmt: skip


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("goals", WIDE_GOALS)
def test_three_goals_of_the_widest_letters_keep_to_their_pages(goals: str, paper: str) -> None:
    wide = replace(program(), settings=WIDEST)
    orders = [("standard", 14, name) for name in ("first week", "years", "stop", "wait")]
    orders += [("standard", 18, "early"), ("standard", 22, "early"), ("aphasia", 18, "early")]
    for kind, size, name in orders:
        made = pdf(kind, using=wide, size=size, paper=paper, **{**CHANGES[name], "goals": WIDE_GOALS[goals]})
        assert pages_used(made) <= KINDS[kind].pages[size], (kind, size, name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_tagged_with_language_title_headings_and_bookmarks(kind: str) -> None:
    reader = read(pdf(kind))
    catalogue: Any = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()
    assert len(reader.outline) >= 1
    assert pdf(kind) == pdf(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_on_each_page_stand_date_content_review_and_who_wrote_and_paid(kind: str) -> None:
    for page in printed(pdf(kind)):
        foot = re.sub(r"\s+", " ", page)
        for said in ("21 November 2026", program().content.rulebase.hash, "review by 21 May 2027",
                     "not yet reviewed by a clinician", "written by stroke-counsel contributors", "who paid is not stated"):  # fmt: skip
            assert said in foot


def test_each_figure_carries_its_meaning_as_text() -> None:
    raw = pdf("long", stroke__onset="2026-11-17")
    alternatives = [
        str(element.get("/Alt", "")) for element in _elements(read(raw).root_object["/StructTreeRoot"])
    ]
    assert any("Without cells: 10 of 100 did very well" in one for one in alternatives)
    assert any("You are here: First week" in one for one in alternatives)


def _elements(node: Any) -> list[Any]:
    found, waiting = [], [node]
    while waiting:
        here = waiting.pop()
        here = here.get_object() if hasattr(here, "get_object") else here
        if isinstance(here, list):
            waiting.extend(here)
        elif isinstance(here, dict):
            found.append(here)
            waiting.extend([here["/K"]] if "/K" in here else [])
    return found


def test_a_job_of_several_sheets_numbers_each_by_itself() -> None:
    case = known()
    job = read(program().pdf(ordered(case, "standard", "carer", "aphasia", paper="a4")))
    numbers = re.findall(r"Page (\d+) of (\d+)", " ".join(page.extract_text() for page in job.pages))
    assert numbers[:2] == [("1", "2"), ("2", "2")]
    assert [number for number, _ in numbers].count("1") == 3
    titles = ("what we know today", "for family and friends", "Stem cells after your stroke")
    assert all(title in text(_bytes(job)) for title in titles)


def _bytes(reader: pypdf.PdfReader) -> bytes:
    stream = io.BytesIO()
    pypdf.PdfWriter(clone_from=reader).write(stream)
    return stream.getvalue()


def test_each_sheet_of_a_job_begins_on_a_new_leaf() -> None:
    case = known()
    job = read(program().pdf(ordered(case, "carer", "long", "standard")))
    begins = [at for at, page in enumerate(job.pages) if "Page 1 of" in page.extract_text()]
    assert all(at % 2 == 0 for at in begins)


def test_the_sheet_on_an_offer_is_printed_once_for_each_reader() -> None:
    said = text(pdf("offer"))
    assert "First copy: for you" in said
    assert "Second copy: for your doctor" in said
    assert said.count("A clinic's offer: what we know and what to ask") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_of_any_kind_is_longer_than_the_eye_can_follow(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf(kind, size=KINDS[kind].sizes[0]))
    out = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    lines = [part.strip(" •") for line in out.splitlines() if "·" not in line for part in line.split("   ")]
    assert max(map(len, lines)) <= 70


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(alphabet=CHARACTERS + "\u202e\u2067\x07\n\t", min_size=1, max_size=80),
    goal=st.text(alphabet=CHARACTERS, min_size=1, max_size=90),
)
def test_whatever_is_typed_is_printed_on_the_same_pages_and_is_no_markup(typed: str, goal: str) -> None:
    changes: dict[str, Any] = {"goals": [{"own": f"x{goal}"}], "patient__label": f"x{typed}"}
    assert len(read(pdf("standard", paper="letter", **changes)).pages) == 2


@pytest.mark.parametrize(
    "typed",
    ["#strong[A]", "$x^2$", "*b* _i_", "{{ 1 }}", "= head", "`raw`", "<tag>", "@ref", "\\n // c",
     '") + panic("', "\\u{41}", 'a\\" b\\'],
)  # fmt: skip
def test_signs_of_markup_are_printed_as_they_stand(typed: str) -> None:
    assert f"“{typed}”" in text(pdf("standard", goals=[{"own": typed}]))
    assert typed.replace("  ", " ") in text(pdf("standard", patient__label=typed))


@pytest.mark.parametrize(
    ("changes", "path"), [({"goals": [{"own": "歩く"}]}, "goals"), ({"patient__label": "٣"}, "patient.label")]
)
def test_a_sign_that_no_font_has_is_refused_by_its_place(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(InputError, match=path) as refused:
        pdf("standard", **changes)
    told = str(refused.value)
    assert told.startswith("The sheet cannot be printed. ")
    assert ("the goal has '歩く'" if path == "goals" else "the label has '٣'") in told
    assert told.endswith("Write it in Latin letters or leave it out; an HTML file can show it as it is.")


@pytest.mark.parametrize(
    ("order", "named"),
    [({"kinds": ("poster",)}, "poster"), ({"kinds": ("standard",), "size": 15}, "15"), ({"kinds": ("standard",), "paper": "a3"}, "a3"),
     ({"kinds": ("large-print",), "size": 14}, "14"), ({"kinds": ()}, "at least one"), ({"kinds": ("standard",), "language": "xx"}, "xx")],
)  # fmt: skip
def test_an_order_that_cannot_be_is_refused_in_words(order: dict[str, Any], named: str) -> None:
    case = known()
    with pytest.raises(InputError, match=re.escape(named)) as refused:
        program().pdf(PrintOrder(case, program().assess(case), **order))
    assert "allowed" in str(refused.value)
    assert str(refused.value).startswith("The sheet cannot be made as it was asked for. ")


def test_a_wording_file_with_a_missing_sentence_stops_with_its_name(tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(program().resources, root / "resources")
    shutil.copytree(program().resources.parent / "rules" / "data", root / "rules" / "data")
    file = root / "resources" / "wording" / "en" / "sheet.yaml"
    kept = [
        line for line in file.read_text(encoding="utf-8").splitlines() if "sheet.section.options" not in line
    ]
    file.write_text("\n".join(kept), encoding="utf-8")
    broken = replace(program(), content=load_content(root))
    with pytest.raises(CounselError, match=r"sheet\.section\.options"):
        pdf("standard", using=broken)


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_refuses_leaves_the_old_file_whole(
    reason: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    out.write_bytes(b"old")

    def refused(*_: Any) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr("os.fsync", refused)
    assert main(["handout", TYPICAL, "-o", str(out)]) == 2
    assert os.strerror(reason) in capsys.readouterr().err
    assert out.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["sheet.pdf"]


def test_several_kinds_go_into_one_file_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "job.pdf"
    assert main(["handout", TYPICAL, "-o", str(out), "--kind", "standard", "--kind", "large-print"]) == 0
    assert len(read(out.read_bytes()).pages) > 4
    page = tmp_path / "job.html"
    sized = ["--kind", "standard", "--kind", "carer", "--size", "22"]
    assert main(["handout", TYPICAL, "-o", str(page), *sized]) == 0
    written = page.read_text(encoding="utf-8")
    assert written.count("<h1>") == 2
    assert written.count("font-size: 22pt") == 2
    assert "for family and friends" in written


def test_the_clinics_size_is_the_size_of_a_sheet_that_names_none() -> None:
    large = replace(program(), settings=Settings(size=22))
    assert len(read(pdf("standard", using=large)).pages) > len(read(pdf("standard")).pages)


@pytest.mark.parametrize(
    ("kind", "least", "same_as"),
    [("standard", 16, 16), ("aphasia", 16, 18), ("aphasia", 22, 22), ("large-print", 14, 18), ("carer", 14, 14)],
)
def test_a_least_size_never_makes_a_kind_smaller_than_its_own(kind: str, least: int, same_as: int) -> None:
    case = known()
    assessment = program().assess(case)
    made = program().pdf(PrintOrder(case, assessment, (kind,), least=least))
    assert made == program().pdf(PrintOrder(case, assessment, (kind,), size=same_as))
