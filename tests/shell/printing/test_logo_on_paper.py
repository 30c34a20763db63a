"""The clinic's logo on the sheets: beside the name, small, heard, within the pages; left out where it is none."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import zlib
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pypdf
import pytest

from counsel.cli import main
from counsel.sheets.kinds import KINDS
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program
from tests.gates.paper import pages_of
from tests.sheets.test_handout import CHANGES
from tests.support.pages import pages_used
from tests.support.program import CASES, known, ordered, program
from tests.support.sheets import LONG_TYPED, NEEDED

LogoName = Literal["logo.png", "logo.svg"]
LONGEST = "Universitätsklinikum " * 5
CONTACTS = "Telefon 0123 456789 " * 9
POINTS_PER_MM = 72 / 25.4
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">'
    b'<rect width="30" height="10" fill="#0b6e6e"/></svg>'
)


def png(width: int, height: int, *, is_whole: bool = True) -> bytes:
    """A grey picture; one that is not whole holds too few pixels, which only drawing it tells."""
    rows = zlib.compress((b"\0" + b"\x40" * width) * (height if is_whole else 1))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", rows if is_whole else b"no pixels"),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


WIDE, TALL = png(300, 60), png(60, 300)


def with_logo(folder: Path, logo: bytes | None, name: LogoName = "logo.png", clinic: str = LONGEST) -> Program:
    settings = Settings(clinic=clinic, contacts=CONTACTS, logo=name)
    if logo is not None:
        (folder / name).write_bytes(logo)
    return replace(program(), settings=settings, settings_file=folder / "settings.json")


def sheet(
    using: Program, kind: str = "standard", size: int | None = None, paper: str = "a4", name: str = "early"
) -> bytes:
    case = known(**{**CHANGES[name], **NEEDED.get(kind, {}), **LONG_TYPED})
    return using.pdf(ordered(case, kind, size=size, paper=paper))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_logo_keeps_every_sheet_to_its_pages(kind: str, paper: str, tmp_path: Path) -> None:
    using = with_logo(tmp_path, TALL)
    names = ("first week", "years", "wait") if kind == "standard" else ("wait",)
    for size, most in KINDS[kind].pages.items():
        for name in names:
            assert pages_used(sheet(using, kind, size, paper, name)) <= most * KINDS[kind].copies, (size, name)
    assert not using.letterhead().fault


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("logo", [WIDE, TALL], ids=["wide", "tall"])
def test_it_is_small_and_keeps_its_proportions(size: int, logo: bytes, tmp_path: Path) -> None:
    width, height = drawn_mm(sheet(with_logo(tmp_path, logo), size=size))
    assert height <= 12.01
    assert width <= 40.01
    assert max(width / 40, height / 9) >= 0.7
    assert width / height == pytest.approx(5 if logo is WIDE else 1 / 5, rel=0.02)


def _pictures(page: Any) -> list[Any]:
    """The pictures of pixels that a page shows, by where they are stored."""
    stored = page["/Resources"].get("/XObject", {})
    return [stored.raw_get(name) for name in stored if stored[name]["/Subtype"] == "/Image"]


def drawn_mm(data: bytes) -> tuple[float, float]:
    """Width and height of the one picture of pixels on the first page."""
    page: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    found: list[tuple[float, float]] = []

    def note(operator: bytes, operands: Any, matrix: Any, _text: object) -> None:
        if operator == b"Do" and page["/Resources"]["/XObject"][operands[0]]["/Subtype"] == "/Image":
            found.append((abs(matrix[0]) / POINTS_PER_MM, abs(matrix[3]) / POINTS_PER_MM))

    page.extract_text(visitor_operand_before=note)
    (only,) = found
    return only


def test_it_is_heard_with_the_name_of_the_clinic(tmp_path: Path) -> None:
    made = sheet(with_logo(tmp_path, SVG, "logo.svg", "Stroke Clinic"))
    assert "Logo: Stroke Clinic".encode("utf-16-be") in made or b"Logo: Stroke Clinic" in made


def test_every_sheet_of_a_job_has_it_and_it_is_stored_once(tmp_path: Path) -> None:
    using = with_logo(tmp_path, WIDE)
    case = known()
    made = pypdf.PdfReader(io.BytesIO(using.pdf(ordered(case, "standard", "carer"))))
    pictures = [one for page in made.pages for one in _pictures(page)]
    assert len(pictures) == 2
    assert pictures[0] == pictures[1]


DOTS = 150
LOUD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="10" height="10" fill="#e8c400"/>'
    b'<rect x="10" width="10" height="10" fill="#d01818"/><rect x="20" width="10" height="10" fill="#0b6e6e"/></svg>'
)


def greys(data: bytes, page: int) -> tuple[int, bytes]:
    """Dots across a page, and all its dots row by row, each 0 (black) to 255, as a grey printer sees them."""
    order = ["pdftoppm", "-gray", "-r", str(DOTS), "-f", str(page), "-l", str(page), "-"]
    picture = subprocess.run(order, input=data, capture_output=True, check=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head is not None
    return int(head[1]), picture[head.end() :]


def contrast(dark: int, light: int) -> float:
    """The contrast of two greys, 1 to 21, as WCAG 2.2 defines it."""

    def luminance(grey: int) -> float:
        share = grey / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


@pytest.mark.parametrize(("kind", "name"), [("standard", "early"), ("standard", "first day"), ("long", "wait"), ("aphasia", "early"),
                                            ("offer", "early"), ("treated", "early")])  # fmt: skip
def test_a_coloured_logo_prints_in_grey_and_the_words_stay_dark(kind: str, name: str, tmp_path: Path) -> None:
    made = sheet(with_logo(tmp_path, LOUD, "logo.svg", "Stroke Clinic"), kind, name=name)
    scale = DOTS / 72
    for number, page in enumerate(pages_of(made)[:2], 1):
        across, dots = greys(made, number)
        for word in page.words:
            if word.text == "!":
                continue  # inside the drawing of a warning sign
            left, right = int(word.left * scale), int(word.right * scale) + 1
            rows = range(int(word.top * scale), int(word.bottom * scale) + 1)
            box = b"".join(dots[row * across + left : row * across + right] for row in rows)
            assert contrast(min(box), max(box)) >= 7, (number, word)
        if number == 1:
            common = {grey for grey in set(dots) if dots.count(grey) > 2000 and 30 < grey < 230}
            assert len(common) >= 3, "the three colours of the logo are three greys"


def test_in_html_it_is_held_whole_and_heard(tmp_path: Path) -> None:
    using = with_logo(tmp_path, SVG, "logo.svg", 'The "Stroke" Clinic')
    case = known()
    html = using.html(ordered(case, "standard", "carer"))
    inside = b64encode(SVG).decode()
    assert (
        html.count(f'<img src="data:image/svg+xml;base64,{inside}" alt="Logo: The &#34;Stroke&#34; Clinic">')
        == 2
    )
    assert re.search(r'(src|href)="(?!data:)', html) is None
    assert html.count("<h1>") == 2
    assert html.count("<main>") == html.count("</html>") == 1


@pytest.mark.parametrize(
    ("logo", "name", "clinic", "reason"),
    [
        (None, "logo.png", "Stroke Clinic", "could not be read"),
        (b"GIF89a", "logo.png", "Stroke Clinic", "neither a PNG nor an SVG"),
        (png(9, 9, is_whole=False), "logo.png", "Stroke Clinic", "could not be drawn"),
        (SVG, "logo.svg", "", "which is not set"),
    ],
)
def test_what_is_no_logo_is_left_out_and_told(
    logo: bytes | None, name: LogoName, clinic: str, reason: str, tmp_path: Path
) -> None:
    using = with_logo(tmp_path, logo, name, clinic)
    without = replace(using, settings=Settings(clinic=clinic, contacts=CONTACTS))
    assert sheet(using) == sheet(without)
    assert reason in using.letterhead().fault
    assert not without.letterhead().fault
    case = known()
    assert "<img" not in using.html(ordered(case))


def test_a_logo_put_back_is_printed_again(tmp_path: Path) -> None:
    using = with_logo(tmp_path, None)
    assert using.letterhead().fault
    (tmp_path / "logo.png").write_bytes(WIDE)
    assert pages_used(sheet(using)) == 2
    assert not using.letterhead().fault
    assert drawn_mm(sheet(using))


def test_the_command_line_takes_the_logo_beside_its_settings_and_tells_one_that_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.json"
    file.write_text('{"clinic": "Stroke Clinic", "logo": "logo.png"}', encoding="utf-8")
    out = tmp_path / "sheet.pdf"
    order = ["--settings", str(file), "handout", str(CASES / "typical-early-subacute.json"), "-o", str(out)]
    assert main(order) == 0
    assert "logo.png could not be read" in capsys.readouterr().err
    (tmp_path / "logo.png").write_bytes(WIDE)
    assert main(order) == 0
    assert not capsys.readouterr().err
    assert drawn_mm(out.read_bytes())
