"""Runs the checks that need heavy parts of the system and prints a line each; no pytest."""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import run
from tests.outside.fault import Fault


def outcome(name: str) -> tuple[bool, str]:
    """Whether a check passed, and what it says."""
    check = importlib.import_module(f"tests.outside.{name.replace('-', '_')}").check
    with tempfile.TemporaryDirectory(prefix=f"outside-{name}-") as folder:
        try:
            return True, check(Path(folder))
        except Fault as fault:
            return False, str(fault)
        except Exception as error:
            # Whatever went wrong, the check did not pass, and the others are still run.
            traceback.print_exc()
            return False, f"{type(error).__name__}: {error}"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs all checks or those named; status 1 where one fails."""
    names = list(sys.argv[1:] if argv is None else argv) or list(run.OUTSIDE)
    failed = 0
    for name in names:
        began = time.perf_counter()
        passed, said = outcome(name)
        failed += not passed
        first, *more = said.splitlines()
        print(f"{name:<14}{'passed' if passed else 'FAILED'}  {first}  ({time.perf_counter() - began:.0f} s)", flush=True)
        for line in more:
            print(f"{'':<22}{line}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
