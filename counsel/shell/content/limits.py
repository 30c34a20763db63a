"""Puts the numbers of limits in the place of their names, in parsed rule files, flags and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counsel.errors import CounselError
from counsel.shell.content.languages import ContentError
from counsel.wording.limits import LimitGapError, limits_in, with_limits
from counsel.wording.sentences import Wording
from rules.errors import RuleError
from rules.grammar import ParsedFile, Path
from rules.limit_names import resolve
from rules.limits import Limits
from rules.schema import FactDeclaration

FACTS = "rules/data/facts.yaml"
FLAGS = "resources/evidence/safety_flags.yaml"
Languages = Mapping[str, Mapping[str, str]]


def with_numbers(parsed: Mapping[str, ParsedFile]) -> tuple[dict[str, ParsedFile], Limits]:
    """The files with numbers only, and the limits; raises ContentError with file and line."""
    rule_files = [name for name, file in parsed.items() if "topic" in file.data and "tables" in file.data]
    questions, places = _questions(parsed[FLAGS])
    asked = [*(parsed[name] for name in rule_files), questions]
    try:
        (*resolved, answered), limits = resolve(_facts(parsed[FACTS]), asked)
    except RuleError as error:
        raise ContentError(str(error), "Correct the rule file.") from error
    made = {**parsed, **dict(zip(rule_files, resolved, strict=True))}
    made[FLAGS] = _answered(parsed[FLAGS], answered, places, limits)
    return made, limits


def labels_as_written(register: ParsedFile) -> dict[str, str]:
    """The labels of safety questions that take a limit, before its number is filled in, by the fact."""
    labels = {f"safety.{flag.get('id')}": flag.get("label", "") for flag in register.data.get("flags", ())}
    return {fact: label for fact, label in labels.items() if limits_in(label)}


def _facts(file: ParsedFile) -> dict[str, FactDeclaration]:
    """The facts in numbers; what is wrong with one is told where facts are read."""
    declared = (fact for fact in file.data.get("facts", ()) if isinstance(fact, Mapping))
    numbers = (fact for fact in declared if fact.get("kind") == "number" and "name" in fact)
    return {fact["name"]: FactDeclaration.model_construct(**fact) for fact in numbers}


def _questions(register: ParsedFile) -> tuple[ParsedFile, list[int]]:
    """When flags are asked, as a rule file, and where each stands in the register."""
    flags = register.data.get("flags", ())
    places = [at for at, flag in enumerate(flags) if flag.get("asked_when")]
    rules = [{"id": f"asked-{flags[at].get('id')}", "when": flags[at]["asked_when"]} for at in places]
    lines: dict[Path, int] = {
        ("tables", 0, "rules", place, "when", *path[3:]): line
        for place, at in enumerate(places)
        for path, line in register.lines.items()
        if path[:3] == ("flags", at, "asked_when")
    }
    return ParsedFile(register.path, {"tables": [{"rules": rules}]}, lines), places


def _answered(
    register: ParsedFile, questions: ParsedFile, places: Iterable[int], limits: Limits
) -> ParsedFile:
    conditions = dict(zip(places, questions.data["tables"][0]["rules"], strict=True))
    flags = [
        {**flag, "asked_when": conditions[at]["when"]} if at in conditions else flag
        for at, flag in enumerate(register.data.get("flags", ()))
    ]
    for at, flag in enumerate(flags):
        if limits_in(flag.get("label", "")):
            label = _filled(register.path, f"the label of {flag.get('id')}", flag["label"], limits)
            flags[at] = {**flag, "label": label}
    return register._replace(data={**register.data, "flags": flags})


def spoken_with_numbers(
    wordings: Mapping[str, Wording], limits: Limits
) -> tuple[dict[str, Wording], dict[str, dict[str, str]]]:
    """The wordings with their limits filled in, and by language the sentences that have any, as written.

    Raises CounselError naming language and sentence where a limit does not exist.
    """
    spoken, written = {}, {}
    for language, wording in wordings.items():
        taking = {key: text for key, text in wording.sentences.items() if "{" in text and limits_in(text)}
        place = f"resources/wording/{language}"
        filled = {
            key: _filled(place, f"the sentence {key}", text, limits) for key, text in taking.items()
        }
        spoken[language] = Wording(language, {**wording.sentences, **filled}, wording.rules)
        written[language] = taking
    return spoken, written


def _filled(file: str, what: str, text: str, limits: Limits) -> str:
    try:
        return with_limits(text, limits)
    except LimitGapError as fault:
        raise CounselError(f"{file}: {what}: {fault.what_happened}", fault.what_to_do) from fault
