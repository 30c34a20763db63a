"""Times the core and the PDF in a warm process; starts no other."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from counsel.case import Case, parse_case
from counsel.facts import facts_of
from counsel.sheets.kinds import KINDS
from counsel.shell import bootstrap
from rules.engine import evaluate
from tests.bench.figure import Figure, in_turn
from tests.bench.start import CASE

OFFER_CASE = CASE.with_name("asks-years-later-with-an-offer.json")


def ms(action: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter_ns()
    action()
    return (time.perf_counter_ns() - began) / 1e6


def cases() -> Iterator[Case]:
    """The example case over and over with another severity each time, so that no cache answers."""
    document = json.loads(CASE.read_text(encoding="utf-8"))
    for nihss in itertools.cycle(range(26)):
        yield parse_case({**document, "severity": {**document["severity"], "nihss": nihss}})


def core_figures(program: bootstrap.Program, count: int) -> list[Figure]:
    """The rules with their trace, and the whole assessment."""
    given = cases()
    content = program.content
    rules = [rule for table in content.rules.tables for rule in table.rules]
    facts = (facts_of(case, content.evidence.asked_flags) for case in cases())

    def every_rule() -> None:
        for rule in rules:
            _nothing(rule)

    def whole() -> float:
        case = next(given)
        return ms(lambda: program.assess(case))

    def evaluation() -> float:
        known = next(facts)
        return ms(lambda: evaluate(content.rules, known).trace)

    in_turn(count, whole, evaluation)
    assessed, evaluated, passed = in_turn(count, whole, evaluation, lambda: ms(every_rule))
    per_rule = f"a call of nothing for each of {len(rules)} rules"
    return [
        Figure("rules with trace", evaluated, per_rule, passed, most_median_ms=1),
        Figure("whole assessment", assessed, "the rules with trace", evaluated, most_median_ms=10),
    ]


def _nothing(_rule: object) -> None:
    return


def pdf_figures(program: bootstrap.Program, count: int, folder: Path) -> list[Figure]:
    """The standard handout, its words alone and the whole set, beside an empty Typst page, each new each time."""
    import typst

    source = folder / "empty.typ"
    # The page asks for its input, as the handout does: otherwise the compiler answers from its memory.
    source.write_text('#let _ = sys.inputs.at("turn")\n#set page()\n ', encoding="utf-8")
    compiler: Any = typst.Compiler(input=str(source), ignore_system_fonts=True)
    given, turns = cases(), itertools.count()

    def ours() -> float:
        case = next(given)
        assessment = program.assess(case)
        return ms(lambda: program.handout_pdf(case, assessment))

    def empty() -> float:
        turn = str(next(turns))
        return ms(lambda: compiler.compile(format="pdf", sys_inputs={"turn": turn}))

    every_kind = _every_kind()

    def whole_set() -> float:
        case = next(every_kind)
        assessment = program.assess(case)
        # The window has found them by the time that anybody prints.
        assert assessment.missing
        return ms(lambda: program.handouts_pdf(case, assessment, tuple(KINDS)))

    measures = (ours, empty, _plain_words(program, folder), whole_set, _plain_set(program, folder))
    in_turn(2, *measures)
    samples, floor, bare_words, sets, bare_set = in_turn(count, *measures)
    name = "an empty Typst page"
    return [
        Figure("handout PDF, warm", samples, name, floor, most_times=3),
        # Not the program: how far any page with these words can come down to an empty one.
        Figure("its words without layout", bare_words, name, floor),
        Figure("all seven kinds as one job, warm", sets, name, floor, most_times=10),
        Figure("their words without layout", bare_set, name, floor),
    ]


def _every_kind() -> Iterator[Case]:
    """A case with an offer and an earlier treatment, with another severity each time: it has every kind of sheet."""
    document = json.loads(OFFER_CASE.read_text(encoding="utf-8"))
    document["treated"] = {"product": "cells from fat", "route": "intravenous", "first_date": "2025-03"}
    for nihss in itertools.cycle(range(26)):
        yield parse_case({**document, "severity": {"nihss": nihss}})


def _plain_words(program: bootstrap.Program, folder: Path) -> Callable[[], float]:
    """Milliseconds of the sheet's words as one unstyled paragraph, another word changed each time."""
    import typst

    case = next(cases())
    sheet = program.handout(case, program.assess(case))
    words = " ".join(sentence.text for section in sheet.sections for sentence in section.sentences)
    source = folder / "words.typ"
    source.write_text("#set page()\n#sys.inputs.words", encoding="utf-8")
    compiler: Any = typst.Compiler(input=str(source), ignore_system_fonts=True)
    turns = itertools.count()

    def plain() -> float:
        changed = words.replace("stroke", f"stroke{next(turns)}", 1)
        return ms(lambda: compiler.compile(format="pdf", sys_inputs={"words": changed}))

    return plain


def _plain_set(program: bootstrap.Program, folder: Path) -> Callable[[], float]:
    """Milliseconds of the words of all kinds, each sentence a line in the kind's own size, one changed each time."""
    import typst

    source = folder / "set.typ"
    source.write_text(
        "#set page()\n#for (size, lines) in json(bytes(sys.inputs.words)) {\n"
        "  set text(size: size * 1pt)\n  for line in lines { par(line) }\n  pagebreak(weak: true)\n}",
        encoding="utf-8",
    )
    compiler: Any = typst.Compiler(input=str(source), ignore_system_fonts=True)
    every_kind = _every_kind()

    def plain() -> float:
        case = next(every_kind)
        assessment = program.assess(case)
        sheets = {kind: program.handout(case, assessment, kind) for kind in KINDS}
        words = [
            (KINDS[kind].sizes[0], [one.text for part in sheet.sections for one in part.sentences])
            for kind, sheet in sheets.items()
        ]
        return ms(lambda: compiler.compile(format="pdf", sys_inputs={"words": json.dumps(words)}))

    return plain
