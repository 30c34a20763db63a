"""The command line: arguments in, exit status out (0 done, 2 bad input, 1 else); never imports Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counsel import __version__
from counsel.errors import ORDER, CounselError, refuse

if TYPE_CHECKING:
    import argparse

    from counsel.case.parse import Case
    from counsel.shell.bootstrap import Program

DONE, FAILED, BAD_INPUT = 0, 1, 2
_VERSION = f"stroke-counsel {__version__}"
# No plugin of pydantic is used, and looking for one takes a tenth of the start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        print(_VERSION)
        return DONE
    options = _parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except CounselError as error:
        print(f"stroke-counsel: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # Whoever reads has enough, such as head.
        _drop_output()
        return FAILED
    except OSError as error:
        print(f"stroke-counsel: The output could not be written: {error.strerror or error}.", file=sys.stderr)
        _drop_output()
        return FAILED
    return status


def _drop_output() -> None:
    """What is still in the buffer has nowhere to go, and would be tried once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    # The window, which has no arguments to parse, starts without it.
    import argparse

    parser = argparse.ArgumentParser(
        prog="stroke-counsel",
        description="Stem cells after a stroke: what a physician can tell the person who asks.",
    )
    parser.add_argument("--version", action="version", version=_VERSION)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="a clinic's settings as JSON")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_assess(commands)
    _add_handout(commands)
    _add_check(commands)
    note = commands.add_parser("note", help="plain text for the medical record")
    note.add_argument("case", metavar="CASE.json", help="- reads standard input")
    note.set_defaults(run=_note)
    claims = commands.add_parser("claims", help="what the founding documents claim, verdicts and rules")
    claims.add_argument("--json", action="store_true", help="the table as a document")
    claims.set_defaults(run=_claims)
    _add_rulebook(commands)
    schema = commands.add_parser("schema", help="the JSON Schema of a document")
    schema.add_argument("document", choices=("case", "assessment"))
    schema.set_defaults(run=_schema)
    return parser


def _add_assess(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("assess", help="the assessment in words, for the terminal")
    parser.add_argument("case", metavar="CASE.json", help="- reads standard input")
    parser.add_argument("--json", action="store_true", help="the assessment document")
    parser.set_defaults(run=_assess)


def _add_handout(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from counsel.sheets.kinds import KINDS, PAPERS, SIZES

    parser = commands.add_parser("handout", help="the take-home sheet as PDF or HTML")
    parser.add_argument("case", metavar="CASE.json", help="- reads standard input")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.pdf|OUT.html")
    parser.add_argument(
        "--kind", choices=tuple(KINDS), action="append", help="several times for several sheets in one file"
    )
    parser.add_argument("--size", type=int, choices=SIZES, default=None)
    parser.add_argument("--paper", choices=PAPERS, default=None)
    parser.add_argument("--language", default=None, metavar="CODE", help="else that of the settings")
    parser.set_defaults(run=_handout)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("check", help="proves the properties of the rules for every possible input")
    parser.add_argument("--prover", choices=("auto", "enumerate"), default="auto")
    parser.set_defaults(run=_check)


def _add_rulebook(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("rulebook", help="the whole rule base as a book to review and sign")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.pdf")
    parser.add_argument("--paper", choices=("a4", "letter"), default=None)
    old = "what changed since a version, a snapshot or a folder"
    parser.add_argument("--compare", type=Path, metavar="OLD", help=old)
    parser.add_argument("--snapshot", type=Path, metavar="OUT.json", help="kept for a later --compare")
    parser.set_defaults(run=_rulebook)


def _program(options: argparse.Namespace) -> Program:
    from dataclasses import replace

    from counsel.shell.bootstrap import start
    from counsel.shell.machine.settings import read_settings

    if not options.settings:
        return start()
    # Its logo lies beside the file that names it.
    return replace(start(settings=read_settings(options.settings)), settings_file=options.settings)


def _case(name: str, program: Program) -> Case:
    from counsel.case.parse import parse_case
    from counsel.shell.machine.files import read_case

    if name == "-":
        return parse_case(sys.stdin.buffer.read(), program.measures)
    return read_case(Path(name), program.measures)


def _assess(options: argparse.Namespace) -> int:
    program = _program(options)
    case = _case(options.case, program)
    assessment = program.assess(case)
    if options.json:
        from counsel.assess.json_document import document_of

        document = document_of(program.assessor, assessment, program.wording)
        sys.stdout.write(document.model_dump_json(indent=2) + "\n")
    else:
        sys.stdout.write(program.in_words(assessment))
    return DONE


def _handout(options: argparse.Namespace) -> int:
    from counsel.sheets.kinds import STANDARD
    from counsel.sheets.print_order import PrintOrder

    form = options.output.suffix.lower()
    if form not in (".pdf", ".html"):
        allowed = "a name ending in .pdf or .html"
        raise refuse("-o", str(options.output), "the sheet is PDF or HTML", allowed, ORDER)
    program = _program(options)
    case = _case(options.case, program)
    assessment = program.assess(case)
    kinds = tuple(options.kind or (STANDARD,))
    order = PrintOrder(case, assessment, kinds, options.size, options.paper, options.language)
    made = program.html(order).encode() if form == ".html" else program.pdf(order)
    program.save_bytes(options.output, made)
    for told in filter(None, (program.letterhead().fault, program.shortened(case))):
        print(told, file=sys.stderr)
    print(options.output)
    return DONE


def _note(options: argparse.Namespace) -> int:
    program = _program(options)
    case = _case(options.case, program)
    sys.stdout.write(program.note(case, program.assess(case)))
    return DONE


def _claims(options: argparse.Namespace) -> int:
    from counsel.physician.claim_table import claim_table, in_words

    program = _program(options)
    table = claim_table(program.content)
    if options.json:
        import json

        print(json.dumps(table.document(), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(in_words(table, program.wording))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from time import perf_counter

    from counsel.proofs.check import check
    from counsel.proofs.report import in_words
    from counsel.shell.content.texts_in_code import sources_of, texts_of

    program = _program(options)
    report = check(
        program.content,
        program.clock().date(),
        options.prover,
        clock=perf_counter,
        said=texts_of("counsel", "ui"),
        code=sources_of("counsel", "ui"),
    )
    sys.stdout.write(in_words(report))
    return DONE if report.ok else FAILED


def _rulebook(options: argparse.Namespace) -> int:
    from counsel.shell.rulebook_files import rulebook_command

    program = _program(options)
    said = rulebook_command(program, options.output, options.paper, options.compare, options.snapshot)
    sys.stdout.write(said)
    return DONE


def _schema(options: argparse.Namespace) -> int:
    import json

    from counsel.assess.json_document import AssessmentDocument
    from counsel.case.parse import Case

    model = Case if options.document == "case" else AssessmentDocument
    print(json.dumps(model.model_json_schema(), indent=2))
    return DONE
