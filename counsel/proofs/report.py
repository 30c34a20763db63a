"""The report of the proofs as lines for a terminal; it proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from counsel.proofs.check import ProofReport, Result

_MOST_SHOWN = 5
# Above this a count is said as a power of ten: nobody reads more digits.
_LAST_WRITTEN_OUT = 10**6


def in_words(report: ProofReport) -> str:
    """One paragraph a property: whether it holds, how that was shown, and where it fails."""
    lines = [line for result in report.results for line in _result(result)]
    lines += [f"Left out: {what}" for what in report.left_out]
    failed = sum(not result.ok for result in report.results)
    seconds = sum(result.seconds for result in report.results)
    verdict = "all hold" if not failed else f"{failed} failed"
    lines.append(f"{len(report.results)} properties, {verdict}, {seconds:.1f} s.")
    lines.append("This shows that the rules agree with each other, not that a threshold is right.")
    return "\n".join(lines) + "\n"


def _result(result: Result) -> Iterator[str]:
    yield f"{'holds ' if result.ok else 'FAILS '} {result.title}"
    yield f"        {result.how}: {_count(result.cells)}, {result.seconds:.2f} s"
    for fault in result.counterexamples[:_MOST_SHOWN]:
        yield f"        - {fault}"
    more = len(result.counterexamples) - _MOST_SHOWN
    if more > 0:
        yield f"        - and {more} more"


def _count(cells: int) -> str:
    return f"{cells:,}" if cells <= _LAST_WRITTEN_OUT else f"{cells:.1e}"
