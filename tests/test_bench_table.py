"""Tests of the table that `run.py bench` prints and of what it prints from; the figures are measured, not tested."""

from collections.abc import Callable, Iterator
from itertools import count, islice

import pytest

from counsel.case.parse import Case
from counsel.sheets.kinds import KINDS
from tests.bench.figure import Figure, in_turn, table
from tests.bench.patients import patients, patients_with_everything
from tests.support.program import program


def test_a_figure_is_judged_by_its_median_its_worst_and_its_floor() -> None:
    samples, floor = [1.0, 2.0, 30.0], [1.0, 1.0, 1.0]
    assert Figure("x", samples, "y", floor, most_times=2).keeps
    assert not Figure("x", samples, "y", floor, most_times=1.9).keeps
    assert Figure("x", samples, "y", floor, most_median_ms=2).keeps
    assert not Figure("x", samples, "y", floor, most_median_ms=2, most_worst_ms=29).keeps


def test_program_and_floor_are_measured_in_turn() -> None:
    clock = count()
    first, second = in_turn(3, lambda: next(clock), lambda: next(clock))
    assert (first, second) == ([0, 2, 4], [1, 3, 5])


def test_the_table_says_which_limit_is_passed() -> None:
    slow = Figure("slow", [4.0], "bare", [1.0], most_times=3)
    quick = Figure("quick", [0.5], "bare", [1.0], most_median_ms=1, most_worst_ms=2)
    head, first, second, third = table([slow, quick, Figure("floor", [9.0], "bare", [1.0])]).splitlines()
    assert head.startswith("figure")
    assert "4.00  3 x floor" in first
    assert "OVER" in first
    assert "0.500" in second
    assert "1 ms, worst 2 ms  kept" in second
    assert "kept" not in third


@pytest.mark.parametrize(("people", "kinds"), [(patients, ["standard"]), (patients_with_everything, [*KINDS])])
def test_no_job_of_the_benchmark_repeats_one_before(
    people: Callable[[], Iterator[Case]], kinds: list[str]
) -> None:
    jobs = set()
    for case in islice(people(), 60):
        assessment = program().assess(case)
        jobs.add(tuple(program().sheet(case, assessment, kind).sections for kind in kinds))
    assert len(jobs) == 60
