"""The questions that the window asks beyond its declared fields, from the evidence: flags and NIHSS items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from counsel.case.document_paths import value_at
from counsel.case.scale_limits import UNTESTABLE_ITEMS
from counsel.form.field import FormField

if TYPE_CHECKING:
    from counsel.evidence.library import Evidence
    from counsel.evidence.scales import NihssItemRecord


class FlagInfo(NamedTuple):
    """A safety question as the window shows it; `answered` is listed or one-by-one.

    `group` is the heading under which a listed question stands.
    """

    id: str
    label: str
    help: str
    answered: str
    scope: str
    private: bool
    group: str = ""


class NihssItem(NamedTuple):
    """One item of the NIHSS as the window asks it: points from 0 to `most`, and a short word for each."""

    id: str
    name: str
    most: int
    may_be_untestable: bool
    levels: tuple[str, ...]


def asked_flags(evidence: Evidence) -> tuple[FlagInfo, ...]:
    """The safety questions in the order of the register; derived ones and offers are never asked."""
    groups = evidence.flag_file.groups
    return tuple(
        FlagInfo(
            flag.id,
            flag.label,
            f"{flag.why}. {flag.threshold}",
            flag.answered,
            flag.scope,
            flag.private,
            groups.get(flag.group or "", ""),
        )
        for flag in evidence.asked_flags.values()
    )


def nihss_items(evidence: Evidence) -> tuple[NihssItem, ...]:
    """The items of the NIHSS in the order in which they are examined."""
    records = {item.id: item for item in evidence.scales.nihss.items}
    return tuple(
        NihssItem(item.id, item.name, item.max, item.id in UNTESTABLE_ITEMS, _levels(item.id, records))
        for item in records.values()
    )


def raised_by_items(fields: Iterable[FormField], document: Mapping[str, Any]) -> dict[str, int]:
    """The fields, by path, that points on an NIHSS item ask for and nobody has answered, with the points."""
    items = value_at(document, "severity.nihss.items") or {}
    raised = {}
    for field in fields:
        points = items.get(field.raised_by_item)
        if isinstance(points, int) and points > 0 and value_at(document, field.path) is None:
            raised[field.path] = points
    return raised


def ends_of_total(items: Iterable[NihssItem], points: Mapping[str, int | str]) -> tuple[int, int]:
    """The plain total, and the total with the maximum for each item that is untestable or not scored."""
    low = sum(known for known in points.values() if isinstance(known, int))
    return low, low + sum(item.most for item in items if not isinstance(points.get(item.id), int))


def _levels(item: str, records: Mapping[str, NihssItemRecord]) -> tuple[str, ...]:
    """The words for the points of an item; `as 5a` stands for those of another."""
    labels = records[item].labels
    other = labels[0].removeprefix("as ")
    return records[other].labels if other in records else labels
