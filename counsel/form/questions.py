"""The questions that the window asks beyond its declared fields, from the evidence: flags and NIHSS items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from counsel.case.scale_limits import UNTESTABLE_ITEMS

if TYPE_CHECKING:
    from counsel.evidence.library import Evidence
    from counsel.evidence.scales import NihssItem as ItemRecord


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


def _levels(item: str, records: Mapping[str, ItemRecord]) -> tuple[str, ...]:
    """The words for the points of an item; `as 5a` stands for those of another."""
    labels = records[item].labels
    other = labels[0].removeprefix("as ")
    return records[other].labels if other in records else labels
