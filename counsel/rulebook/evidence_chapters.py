"""The chapters of the book that hold records: safety questions, founding claims, trials; it judges none."""

from __future__ import annotations

from itertools import groupby

from counsel.evidence.claims import Claim, Contradiction, SafetyFlag
from counsel.evidence.trials import Trial
from counsel.rulebook.book import Chapter, Entry, Grid, Section
from counsel.rulebook.writer import ChapterWriter

_ACTIONS = ("emergency", "stop", "defer", "caution", "ask")
# Shares of the page's width.
_TRIAL_SHARES = (25, 13, 14, 11, 9, 50)


def flags_chapter(at: ChapterWriter) -> Chapter:
    """All safety questions, those of the strictest action first."""
    file = at.content.evidence.flag_file
    sections = [
        Section(
            at.say(f"flags.action.{action}"),
            (),
            tuple(_flag(at, flag) for flag in file.flags if flag.action == action),
        )
        for action in _ACTIONS
    ]
    sections.append(Section(at.say("flags.not_found"), file.not_found))
    keys = [key for flag in file.flags for key in flag.sources]
    return Chapter(at.say("flags.title"), (at.say("flags.intro"),), tuple(sections), at.citations(keys))


def _flag(at: ChapterWriter, flag: SafetyFlag) -> Entry:
    asked = (at.condition("asked_when", at.words.condition(flag.asked_when)),) if flag.asked_when else ()
    rows = (
        *at.label("question", flag.label, "sentence"),
        *at.label("why", flag.why),
        *at.label("threshold", flag.threshold),
        *asked,
        *at.label("answered", at.say(f"answered.{flag.answered}")),
        *at.label("scope", at.say(f"scope.{flag.scope}")),
        *at.label("applies", at.say("applies", routes=_routes(at, flag), cells=flag.cells)),
        *at.label("privacy", at.say("private.yes" if flag.private else "private.no")),
        *at.label("note", flag.note),
        *at.label("basis", f"{at.say(f'basis.{flag.basis}')}; {_sure(at, flag.confidence)}"),
        *at.sources(flag.sources),
    )
    return Entry(flag.id, rows)


def _routes(at: ChapterWriter, flag: SafetyFlag) -> str:
    return ", ".join(at.say(f"route.{route}") for route in flag.routes)


def _sure(at: ChapterWriter, confidence: str) -> str:
    return at.say("confidence", confidence=confidence)


def claims_chapter(at: ChapterWriter) -> Chapter:
    """Every claim with its verdict, by founding document, then the contradictions and the caveat keys."""
    file = at.content.evidence.claim_file
    weights = {weight.seed: weight for weight in file.seed_weight}
    sections = []
    for seed, claims in groupby(file.claims, key=lambda claim: claim.seed):
        weight = weights[seed]
        sections.append(
            Section(
                at.say("claims.document", seed=seed, kind=weight.kind),
                (
                    at.content.evidence.cite(f"seed-{seed}"),
                    at.say("claims.weight", hierarchy=weight.hierarchy, conflict=weight.conflict),
                ),
                tuple(_claim(at, claim) for claim in claims),
            )
        )
    contradictions = tuple(_contradiction(at, one) for one in file.contradictions_between_seeds)
    sections.append(Section(at.say("claims.contradictions"), (), contradictions))
    sections.append(Section(at.say("claims.caveats"), (), (), (_caveat_keys(at),)))
    keys = [key for claim in file.claims for key in claim.sources]
    keys += [key for one in file.contradictions_between_seeds for key in one.between]
    return Chapter(at.say("claims.title"), (at.say("claims.intro"),), tuple(sections), at.citations(keys))


def _claim(at: ChapterWriter, claim: Claim) -> Entry:
    rows = (
        *at.label("claim", claim.claim, "sentence"),
        *at.label("literature", claim.literature),
        *at.label("caveat", claim.caveat),
        *at.label("used", at.say(f"used.{claim.maps_to.kind}", key=claim.maps_to.key)),
        *at.label("seen", ", ".join(at.say(f"seen.{place}") for place in claim.seen)),
        *at.label("rules", ", ".join(claim.rules)),
        *at.label("confidence", claim.confidence, "small"),
        *at.sources(claim.sources),
    )
    title = at.say("claims.heading", id=claim.id, topic=claim.topic)
    return Entry(title, rows, at.say(f"verdict.{claim.verdict}"))


def _contradiction(at: ChapterWriter, found: Contradiction) -> Entry:
    rows = (
        *at.label("between", ", ".join(dict.fromkeys(found.between))),
        *at.label("about", found.about),
        *at.label("note", found.note),
        *at.label("rules", ", ".join(found.rules)),
    )
    return Entry(found.id, rows)


def _caveat_keys(at: ChapterWriter) -> Grid:
    columns = (at.say("label.key"), at.say("label.meaning"))
    rows = tuple(at.content.evidence.caveat_keys.items())
    return Grid(at.say("claims.caveats"), columns, (18, 82), rows)


def trials_chapter(at: ChapterWriter) -> Chapter:
    """Every trial record with the block that says how it counts, the counted ones first."""
    trials = at.content.evidence.trials
    sections = []
    for answer in ("yes", "no", "unknown"):
        kept = tuple(trial for trial in trials.values() if trial.counted.efficacy == answer)
        if kept:
            title = at.say(f"trials.{answer}")
            sections.append(Section(title, (), (), (_trials(at, title, kept),)))
    intro = at.wording.say("book.trials.intro", at.counts)
    return Chapter(
        at.say("trials.title"),
        (intro, at.say("trials.read")),
        tuple(sections),
        at.citations(trials),
    )


def _trials(at: ChapterWriter, caption: str, trials: tuple[Trial, ...]) -> Grid:
    names = ("trial", "stage", "registered", "blinded", "met", "reason")
    columns = tuple(at.say(f"column.{name}") for name in names)
    rows = tuple(_trial(at, trial) for trial in trials)
    return Grid(caption, columns, _TRIAL_SHARES, rows, at.say("column.agree"))


def _trial(at: ChapterWriter, trial: Trial) -> tuple[str, ...]:
    counted = trial.counted
    return (
        at.say("trials.name", name=trial.short_name, id=trial.id),
        at.words.outcome("phase", counted.phase) if counted.phase else at.say("answer.none"),
        at.say(f"answer.{counted.registered}"),
        at.say(f"answer.{counted.blinded_control}"),
        at.say(f"answer.{trial.primary_outcome.met}"),
        counted.reason,
    )
