"""The words of the window are read as YAML reads them, in a fraction of the time, and without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counsel.errors import CounselError
from counsel.shell.content.window_words import FILES, _as_yaml, _line_by_line, sentences_in, window_words
from counsel.shell.machine.paths import resource_root

WORDING = resource_root() / "resources" / "wording"
SHIPPED = [file for file in sorted(WORDING.glob("*/*.yaml")) if file.stem in FILES]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_shipped_files_are_read_line_by_line_and_as_yaml_reads_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert _line_by_line(text) == _as_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        'sentences:\n  a: "1"\n  # aside\n\n  b.c-d: "{x}: 2, # three"\n',
        'sentences:\n  a: {one: "{n} page", other: "{n} pages"}\n  b: "x"\n',
        "sentences:\n  a: plain\n",
        'sentences:\n  a: "with \\"quotes\\""\n',
        'sentences:\n  a: "on two\n    lines"\n',
        'sentences:\n  a: "x"  # behind\n',
        "sentences:\n  a: 'single'\n",
    ],
)
def test_however_a_file_is_written_it_is_read_as_yaml_reads_it(text: str) -> None:
    assert sentences_in(text) == _as_yaml(text)


def test_the_start_needs_no_reader_of_yaml_and_no_pydantic() -> None:
    code = (
        "import sys; from counsel.shell import bootstrap; bootstrap.window_words();"
        "print([one for one in ('yaml', 'pydantic', 'rules') if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=resource_root(), capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_another_language_is_taken_only_from_its_own_folder(tmp_path: Path) -> None:
    for name, word in (("en", "New"), ("xx", "Neu")):
        folder = tmp_path / "resources" / "wording" / name
        folder.mkdir(parents=True)
        (folder / "window.yaml").write_text(f'sentences:\n  window.action.new: "{word}"\n', encoding="utf-8")
    assert window_words(tmp_path, ("xx", "en")).say("window.action.new") == "Neu"
    for strange in ("yy", "", ".", "..", "../wording/xx", str(tmp_path)):
        assert window_words(tmp_path, (strange, "en")).language == "en"


def test_without_any_words_the_start_says_which_are_missing(tmp_path: Path) -> None:
    with pytest.raises(CounselError, match="words of the window are missing"):
        window_words(tmp_path, ("en",))
