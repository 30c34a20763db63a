"""No test without an assertion; each way to have none is put there on purpose and found."""

from pathlib import Path

import pytest

from tests.architecture.asserting import without_assertion

TESTS = Path(__file__).resolve().parents[1]


def test_every_test_asserts_something() -> None:
    assert not list(without_assertion(TESTS))


@pytest.mark.parametrize(
    "text",
    [
        "def test_it():\n    run()",
        "def helper():\n    return 1\n\n\ndef test_it():\n    helper()",
        "def test_it(qtbot):\n    qtbot.waitUntil(lambda: True)",
        "class TestIt:\n    def test_it(self):\n        pass",
        "def test_other():\n    assert 1\n\n\ndef test_it():\n    test_other()",
        "def helper():\n    other()\n\n\ndef other():\n    helper()\n\n\ndef test_it():\n    helper()",
    ],
)
def test_a_test_without_an_assertion_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "test_seeded.py").write_text(text, encoding="utf-8")
    line = text[: text.index("def test_it")].count("\n") + 1
    assert list(without_assertion(tmp_path)) == [f"test_seeded.py:{line}: test_it"]


@pytest.mark.parametrize(
    "text",
    [
        "def test_it():\n    assert run()",
        "def test_it():\n    with pytest.raises(ValueError):\n        run()",
        "def helper():\n    assert 1\n\n\ndef test_it():\n    helper()",
        "def helper():\n    assert 1\n\n\ndef other():\n    helper()\n\n\ndef test_it():\n    other()",
        "class Gate:\n    def holds(self):\n        assert 1\n\n\ndef test_it():\n    Gate().holds()",
    ],
)
def test_one_that_asserts_is_let_through(tmp_path: Path, text: str) -> None:
    (tmp_path / "test_seeded.py").write_text(text, encoding="utf-8")
    assert not list(without_assertion(tmp_path))
