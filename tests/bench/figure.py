"""One measured figure, its floor and its limits, and the table they are printed in; measures nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar


@dataclass(frozen=True)
class Figure:
    """Samples of the program and of its floor in milliseconds, taken in turn.

    The limits: how many times the floor, a median, a worst sample; None where there is none.
    """

    name: str
    samples: Sequence[float]
    floor_name: str
    floor: Sequence[float]
    most_times: float | None = None
    most_median_ms: float | None = None
    most_worst_ms: float | None = None

    @property
    def times(self) -> float:
        """The median beside the median of the floor."""
        return median(self.samples) / median(self.floor)

    @property
    def keeps(self) -> bool:
        """Whether the figure is within all its limits."""
        pairs = (
            (self.times, self.most_times),
            (median(self.samples), self.most_median_ms),
            (max(self.samples), self.most_worst_ms),
        )
        return all(limit is None or value <= limit for value, limit in pairs)

    @property
    def limit(self) -> str:
        """The limits in words."""
        words = []
        if self.most_times is not None:
            words.append(f"{self.most_times:g} x floor")
        if self.most_median_ms is not None:
            words.append(f"{self.most_median_ms:g} ms")
        if self.most_worst_ms is not None:
            words.append(f"worst {self.most_worst_ms:g} ms")
        return ", ".join(words)


Sample = TypeVar("Sample")


def in_turn(count: int, *measures: Callable[[], Sample]) -> list[list[Sample]]:
    """Samples of each measure, one of each in every round, so that a busy machine slows all alike."""
    rounds = [[measure() for measure in measures] for _ in range(count)]
    return [list(samples) for samples in zip(*rounds, strict=True)]


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text: medians in milliseconds, and whether each limit is kept."""
    head = ("figure", "median", "worst", "floor", "times", "limit", "", "floor is")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if 1 <= column <= 4 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _ms(median(figure.samples)),
        _ms(max(figure.samples)),
        _ms(median(figure.floor)),
        f"{figure.times:.2f}",
        figure.limit,
        ("kept" if figure.keeps else "OVER") if figure.limit else "",
        f"{figure.floor_name}, n = {len(figure.samples)}",
    )


def _ms(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"
