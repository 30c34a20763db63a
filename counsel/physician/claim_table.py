"""The claims of the founding documents with their verdicts and rules, as a table; it judges none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from textwrap import fill
from typing import Any

from counsel.content import Content
from counsel.evidence.claims import Claim, Contradiction, SeedWeight
from counsel.physician.grounds import seen_id
from counsel.wording.sentences import Wording

_WIDTH = 100
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: `verdict` as in the record, `seen` where a mechanism was seen when that is all there is."""

    id: str
    document: str
    claim: str
    verdict: str
    literature: str
    seen: tuple[str, ...]
    rules: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A founding document: what it is, what it is worth as evidence, and whose interest it serves."""

    id: str
    kind: str
    hierarchy: str
    conflict: str


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Founding documents, or one with itself, saying what does not agree."""

    id: str
    about: str
    between: tuple[str, ...]
    note: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """The documents, their claims in order, and where they contradict one another."""

    documents: tuple[DocumentRow, ...]
    claims: tuple[ClaimRow, ...]
    contradictions: tuple[ContradictionRow, ...]

    def document(self) -> dict[str, Any]:
        """The table as a JSON-able dict."""
        return asdict(self)


def claim_table(content: Content) -> ClaimTable:
    """The table of every claim in the evidence."""
    file = content.evidence.claim_file
    return ClaimTable(
        documents=tuple(_document(weight) for weight in file.seed_weight),
        claims=tuple(_claim(claim) for claim in file.claims),
        contradictions=tuple(_contradiction(about) for about in file.contradictions_between_seeds),
    )


def _document(weight: SeedWeight) -> DocumentRow:
    return DocumentRow(weight.seed, weight.kind, weight.hierarchy, weight.conflict)


def _claim(claim: Claim) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        document=claim.seed,
        claim=claim.claim,
        verdict=claim.verdict,
        literature=claim.literature,
        seen=claim.seen,
        rules=claim.rules,
        evidence=claim.sources,
    )


def _contradiction(about: Contradiction) -> ContradictionRow:
    return ContradictionRow(about.id, about.about, about.between, about.note, about.rules)


def in_words(table: ClaimTable, wording: Wording) -> str:
    """The table as text for a terminal, lines of at most 100 characters."""
    return "\n".join(_lines(table, wording)) + "\n"


def _lines(table: ClaimTable, wording: Wording) -> Iterator[str]:
    for document in table.documents:
        yield _wrapped(f"{document.id}  {document.kind}")
        yield from _told(wording, worth=document.hierarchy, interest=document.conflict)
    for row in table.claims:
        yield ""
        yield _wrapped(f"{row.id}  {row.claim}")
        verdict = wording.say(f"dr.claim.verdict.{row.verdict}")
        if row.seen:
            verdict += f"; {wording.say(seen_id(row.seen))}"
        yield from _told(wording, verdict=verdict, literature=row.literature, rules=", ".join(row.rules))
    for about in table.contradictions:
        yield ""
        yield _wrapped(f"{about.id}  {about.about}: {about.note}")
        yield from _told(wording, between=", ".join(about.between), rules=", ".join(about.rules))


def _told(wording: Wording, **columns: str) -> Iterator[str]:
    for name, text in columns.items():
        label = wording.say(f"dr.claims.column.{name}")
        yield _wrapped(f"{_INDENT}{label}: {text}")


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, subsequent_indent=2 * _INDENT, break_on_hyphens=False)
