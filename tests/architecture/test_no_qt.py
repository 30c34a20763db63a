"""The command line answers without Qt: each of its jobs runs in a process of its own and is then searched."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = str(ROOT / "tests" / "cases" / "typical-early-subacute.json")
SEARCH = """
import sys
from counsel.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as left:
    status = left.code
qt = sorted(name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6", "ui"))
print(status or 0, qt, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess", CASE],
        ["assess", CASE, "--json"],
        ["handout", CASE, "-o", "OUT/handout.pdf"],
        ["handout", CASE, "-o", "OUT/handout.html"],
        ["note", CASE],
        ["schema", "case"],
        ["schema", "assessment"],
        ["--version"],
    ],
    ids=lambda arguments: " ".join(Path(each).name for each in arguments),
)
def test_the_command_line_never_imports_qt(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", SEARCH, *(each.replace("OUT", str(tmp_path)) for each in arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "0 []", done.stderr
