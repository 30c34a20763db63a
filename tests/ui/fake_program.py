"""A small stand-in for the program behind the window, for tests of the window alone; it holds no rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from counsel.assess.assessment import Tone
from counsel.case.date_words import DateWords
from counsel.case.measures import Measures
from counsel.case.parse import Case, parse_case, with_value
from counsel.case.scale_limits import NIHSS_ITEM_MAXIMA, UNTESTABLE_ITEMS
from counsel.form.field import FormField
from counsel.form.limits import with_numbers
from counsel.form.questions import FlagInfo, NihssItem
from counsel.physician.lines import Line
from counsel.physician.result import MissingRow, ScreenView, StageView, TitledLines
from counsel.sheets.print_order import PrintOrder
from counsel.shell.about import About
from counsel.shell.content.window_words import sentences_in, window_words
from counsel.shell.machine.paths import resource_root
from counsel.shell.machine.settings import Settings, settings_from
from counsel.shell.printing.letterhead import Letterhead
from counsel.wording.sentences import Wording
from tests.support.program import program

TODAY = date(2026, 11, 21)


@cache
def words() -> Wording:
    """The shipped words of the window and its form."""
    return window_words(resource_root(), ("en",))


@cache
def dates() -> DateWords:
    """How the shipped words write dates."""
    folder = resource_root() / "resources" / "wording" / "en"
    texts = ((folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("dates", "sheet"))
    return DateWords(Wording("en", {key: text for one in texts for key, text in sentences_in(one).items()}))


WHY = "Rule example-rule.\nIt fired on: onset 10 September 2026.\nSource: Example and others, 2024."
EMPTY = ScreenView(
    assessed_on=TODAY,
    standing_title="Not enough known",
    standing_lines=(Line("Did it begin today or yesterday?", reason=WHY),),
    phase_title="Stage not known yet",
    phase_lines=(),
    timeline=(),
    here_low=None,
    here_high=None,
    expectation=(),
    arguments_title="What predicts recovery with or without cells",
    arguments_for=(),
    arguments_against=(),
    caveats=(),
    findings=(),
    offer=(),
)


def line(text: str, tone: Tone = "plain") -> Line:
    return Line(text, ("example-rule",), tone)


def flag(
    flag_id: str, label: str, answered: str = "listed", scope: str = "person", private: bool = False
) -> FlagInfo:
    group = "Brain" if flag_id in ("haemorrhagic-transformation", "seizures") else "Body"
    return FlagInfo(flag_id, label, "as the physician judges", answered, scope, private, group)


ONE = "one-by-one"
FLAGS = (
    flag(
        "new-deficit",
        "sudden worsening (minutes to days), falling alertness, or a first seizure",
        answered="one-by-one",
    ),
    flag("recent-event", "another stroke or serious head injury recently", ONE),
    flag(
        "consent",
        "cannot decide or consent yet",
        answered="one-by-one",
        private=True,
    ),
    flag("distress", "thoughts that life is not worth living", ONE, private=True),
    flag("suicide-plan", "plan or intent to end life", ONE, private=True),
    flag("haemorrhagic-transformation", "clinically significant haemorrhage within the infarct"),
    flag("active-malignancy", "active cancer or blood cancer", private=True),
    flag("active-infection", "acute infection"),
    flag("seizures", "uncontrolled seizures"),
    flag("pregnancy", "pregnancy or breast-feeding", private=True),
    flag("antithrombotics", "anticoagulants or antiplatelets", scope="route"),
    flag("mechanical-valve", "mechanical heart valve", scope="route"),
    flag("organ-transplant", "organ transplant"),
    flag("no-follow-up", "cannot be followed up"),
)
# As long as the longest name of the examination, beside the most points that an item has.
ITEMS = tuple(
    NihssItem(name, "extinction and inattention", most, name in UNTESTABLE_ITEMS, ("none",) * (most + 1))
    for name, most in NIHSS_ITEM_MAXIMA.items()
)
STAGES = (
    StageView("hyperacute", "First day", "10 Sep 2026", "10 Sep 2026", 0.12, False),
    StageView("acute", "First week", "11 Sep 2026", "16 Sep 2026", 0.16, False),
    StageView("early_subacute", "Early subacute", "17 Sep 2026", "9 Dec 2026", 0.26, False),
    StageView("late_subacute", "Late subacute", "10 Dec 2026", "11 Mar 2027", 0.22, False),
    StageView("chronic", "Chronic", "12 Mar 2027", "", 0.24, False),
)
_CAVEATS: tuple[tuple[str, Tone], ...] = (
    ("The evidence is uncertain: few people, short follow-up, many kinds of cells.", "caution"),
    ("No guideline supports use outside a trial.", "plain"),
    ("4 of 4 counted randomised trials at this stage were neutral.", "plain"),
    ("Most people get better to some degree without cells; only a control group can tell.", "plain"),
    ("Rare harms cannot be ruled out with the numbers studied.", "caution"),
    ("Call for help at once: face, arm, speech, balance, sight, worst headache.", "emergency"),
)
CAVEATS = tuple(line(text, tone=tone) for text, tone in _CAVEATS)


@dataclass(frozen=True)
class Assessed:
    """A case in place of its assessment; as urgent as the sudden worsening that was entered."""

    case: Case

    @property
    def urgent(self) -> bool:
        return self.to_document().get("safety", {}).get("new-deficit") == "yes"

    def to_document(self) -> dict[str, dict[str, object]]:
        return self.case.to_document()


@dataclass
class FakeProgram:
    """Keeps what the window asked of it; `opened`, `saved` and `pdfs` are read by the tests."""

    flags: tuple[FlagInfo, ...] = FLAGS
    nihss_items: tuple[NihssItem, ...] = ITEMS
    pdfs: list[tuple[tuple[str, ...], int, str]] = field(default_factory=list)
    assessed: int = 0
    is_warm: bool = False
    settings: Settings = field(default_factory=Settings)
    notice: str = ""
    fault: str = ""
    cut: str = ""
    spoken: str = ""
    languages: Mapping[str, str] = field(default_factory=lambda: {"en": "English", "qps": "‹English›"})

    def today(self) -> date:
        return TODAY

    def form_field(self, form_field: FormField) -> FormField:
        return with_numbers(form_field, program().content.rules.limits)

    @property
    def measures(self) -> Measures:
        return program().content.measures

    def empty_case(self) -> Case:
        return parse_case({"format": 1, "assessed_on": TODAY.isoformat()})

    def with_values(self, case: Case, values: Mapping[str, object | None]) -> Case:
        for path, value in values.items():
            case = with_value(case, path, value)
        return case

    def assess(self, case: Case) -> Assessed:
        self.assessed += 1
        return Assessed(case)

    @property
    def wording(self) -> Wording:
        return words()

    @property
    def language(self) -> str:
        return self.spoken or self.settings.language

    @property
    def date_words(self) -> DateWords:
        return dates()

    def say(self, sentence_id: str, **gaps: object) -> str:
        return f"{sentence_id} {gaps}"

    def reason(self, assessment: Assessed, line: Line) -> str:
        assert line.rules == ("example-rule",)
        return WHY

    def screen(self, assessment: Assessed) -> ScreenView:
        document = assessment.to_document()
        stroke, severity = document.get("stroke", {}), document.get("severity", {})
        view = replace(EMPTY, timeline=STAGES, missing=_missing(document), caveats=CAVEATS)
        view = replace(view, expectation=_expectation(severity.get("nihss")))
        if assessment.urgent:
            lines = (line("This is a new stroke until shown otherwise.", tone="emergency"),)
            return replace(view, standing_title="Emergency first", standing_lines=lines)
        if not stroke.get("onset"):
            return view
        here = tuple(replace(stage, here=stage.id == "early_subacute") for stage in STAGES)
        return replace(
            view,
            standing_title="Only inside a proper trial",
            standing_lines=(
                line("Outside a proper trial this is not established care."),
                line("One flag needs a second look before any decision.", tone="caution"),
            ),
            phase_title="Early subacute stage: 72 days since onset",
            phase_lines=(line("The counted randomised trials at this stage were neutral (4 of 4)."),),
            timeline=here,
            here_low=0.45,
            here_high=0.45,
            arguments_for=(
                line("Days 7 to 90."),
                line("Rehabilitation is active."),
            ),
            arguments_against=(line("NIHSS above 20."),),
        )


    def pdf(self, order: PrintOrder) -> bytes:
        size, paper = order.least or 14, order.paper or "a4"
        self.pdfs.append((order.kinds, size, paper))
        words = f"NIHSS {order.case.to_document().get('severity', {}).get('nihss')}"
        return tiny_pdf(words, size, paper, len(order.kinds))

    def html(self, order: PrintOrder) -> str:
        return f"<!DOCTYPE html>{' '.join(order.kinds)} {order.least}"

    def letterhead(self) -> Letterhead:
        return Letterhead(fault=self.fault)

    def shortened(self, case: Case) -> str:
        return self.cut

    def with_settings(self, values: dict[str, object], logo: Path | None = None) -> FakeProgram:
        return replace(self, settings=settings_from(values), spoken=self.language)

    def about(self) -> About:
        return About((("Program", "stroke-counsel 0"),), ("For physicians.", "Found a mistake? Tell us."))

    def flags_asked(self, assessment: Assessed) -> frozenset[str]:
        distressed = assessment.to_document().get("safety", {}).get("distress") == "yes"
        return frozenset(flag.id for flag in self.flags if flag.id != "suicide-plan" or distressed)

    def note(self, case: Case, assessment: object) -> str:
        return "A note for the record."

    def open_case(self, path: Path) -> Case:
        return parse_case(path.read_bytes())

    def save_case(self, path: Path, case: Case) -> None:
        path.write_text(json.dumps(case.to_document()), encoding="utf-8")

    def save_bytes(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)

    def version_line(self) -> str:
        return "Program 0.1.0 · rules 1 · evidence 1 · not yet reviewed by a clinician"

    def warm(self) -> None:
        self.is_warm = True

    def font_files(self) -> tuple[Path, ...]:
        return ()


def _expectation(nihss: object) -> tuple[TitledLines, ...]:
    return (
        TitledLines("From cells", (line(f"No effect shown so far; a small one is not ruled out (NIHSS {nihss})."),)),
        TitledLines(
            "Without cells",
            (
                line("In the Copenhagen study, best function came within about 8.5 to 20 weeks."),
                line("Gains with training continue after a year."),
            ),
        ),
        TitledLines("Rehabilitation", (line("Guidelines recommend training."),)),
    )


def _missing(document: dict[str, dict[str, object]]) -> tuple[MissingRow, ...]:
    wanted = (
        ("stroke.onset", "onset", "Could change the stage, the standing"),
        ("severity.nihss", "NIHSS", "Could change the expectation, the studies"),
        ("infarct.volume_ml", "infarct volume", "Could change the expectation, the studies"),
        ("patient.age", "age", "Could change the expectation"),
        ("safety", "safety questions", "Could change the standing"),
        ("severity.mrs", "mRS now", "Could change the studies"),
        ("rehab", "rehabilitation", "Could change an argument"),
        ("stroke.location", "location", "Could change the expectation"),
    )
    return tuple(MissingRow(*row) for row in wanted if not _held(document, row[0]))


def _held(document: dict[str, dict[str, object]], path: str) -> bool:
    section, _, name = path.partition(".")
    held = document.get(section)
    return bool(held) if not name else isinstance(held, dict) and name in held


def tiny_pdf(words: str, size: int, paper: str, pages: int) -> bytes:
    """A whole PDF written by hand: 1 line of text on each page of A4 or US Letter."""
    width, height = (595, 842) if paper == "a4" else (612, 792)
    drawn = f"BT /F1 {size} Tf 72 {height - 100} Td ({words}) Tj ET".encode()
    numbers = range(5, 5 + pages)
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 3 0 R"
        "/Resources<</Font<</F1 4 0 R>>>>>>".encode()
    )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(page for _ in numbers),
    )
    pdf, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, body)
    start, count = len(pdf), len(bodies) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % count + table
    return pdf + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
