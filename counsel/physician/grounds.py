"""Says what a rule rests on for every person: record, sources, founding claims; no facts of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counsel.content import Content
from counsel.evidence.claims import Claim, Contradiction
from counsel.wording.sentences import Wording

# The founding documents by number, as the records of claims call them.
_NUMBERED = re.compile(r"\b00\d\b(?!-)")


class Grounds:
    """What rules rest on, in one language; said once and kept, since every change of a field asks again."""

    def __init__(self, content: Content, wording: Wording) -> None:
        self._evidence = content.evidence
        self._rule = content.rules.rule
        self._say = wording.say
        self.of_rule = cache(self._of_rule)
        self.source = cache(self._source)

    def _of_rule(self, rule_id: str) -> tuple[str, str]:
        """What stands before the facts that decided a rule, and what after them; KeyError for no rule."""
        rule = self._rule(rule_id)
        record = {"rule": rule_id, "source": rule.source, "status": rule.status, "reviewed": rule.reviewed}
        before = [self._say("dr.why.rule", record)]
        if rule.status == "proposal" and rule.note:
            before.append(self._say("dr.why.to_decide", {"note": rule.note}))
        after = self.sources(rule.evidence) or [self._say("dr.why.no_evidence")]
        after += [self.claim(claim) for claim in self._evidence.claims_by_rule.get(rule_id, ())]
        return "\n".join(before), "\n".join(after)

    def sources(self, sources: Iterable[str]) -> list[str]:
        """The full citation of each source, each as a line."""
        return [self.source(source) for source in dict.fromkeys(sources)]

    def _source(self, source: str) -> str:
        return self._say("dr.why.evidence", {"source": self._evidence.cite(source)})

    def claim(self, claim: Claim) -> str:
        """A claim of a founding document with its verdict, what was read, and where a mechanism was seen."""
        told = {
            "id": claim.id,
            "document": self._say(f"dr.claim.document.{claim.seed}"),
            "claim": claim.claim,
            "verdict": self._say(f"dr.claim.verdict.{claim.verdict}"),
            "literature": _capitalised(claim.literature.rstrip(".")),
        }
        if not claim.seen:
            return self._say("dr.claim.line", told)
        return self._say("dr.claim.line_seen", {**told, "seen": self._say(seen_id(claim.seen))})

    def contradiction(self, about: Contradiction) -> str:
        """Where the founding documents contradict one another."""
        between = dict.fromkeys(one.removeprefix("seed-") for one in about.between)
        names = {number: self._say(f"dr.claim.short.{number}") for number in between}
        note = _NUMBERED.sub(lambda found: names.get(found[0], found[0]), about.note)
        documents = self._say("dr.claim.and").join(names.values())
        told = {"id": about.id, "about": about.about, "note": note, "documents": documents}
        return self._say("dr.claim.contradiction", told)


def _capitalised(text: str) -> str:
    """A note of a record as a sentence; a first word with capitals of its own stays."""
    return text[:1].upper() + text[1:]


def seen_id(seen: Iterable[str]) -> str:
    """The sentence that tells where a mechanism was seen."""
    return f"dr.claim.seen.{'_and_'.join(sorted(seen))}"
