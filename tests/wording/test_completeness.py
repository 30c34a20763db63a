"""What keeps a language from being offered, each with the sentence and the detail."""

from __future__ import annotations

import pytest

from counsel.wording.completeness import Fault, faults
from counsel.wording.language import LanguageRules
from counsel.wording.plurals import PluralRules
from counsel.wording.sentences import Wording

ENGLISH = Wording(
    "en",
    {"title": "Cells", "since": "{n} of {total}", "ago.one": "1 day ago", "ago.other": "{n} days ago"},
    LanguageRules(PluralRules({"one": "n = 1"})),
)
FEW = LanguageRules(PluralRules({"one": "n = 1", "few": "n = 2..4"}))
WHOLE = {
    "title": "Komórki", "since": "{n} z {total}",
    "ago.one": "wczoraj", "ago.few": "{n} dni temu", "ago.other": "{n} dnia temu",
}  # fmt: skip


def test_the_reference_is_whole() -> None:
    assert not list(faults(ENGLISH, ENGLISH))


def test_a_language_with_other_plural_forms_is_whole_with_its_own() -> None:
    assert not list(faults(Wording("pl", WHOLE, FEW), ENGLISH))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": None}, Fault("missing", "title")),
        ({"since": "{n} z"}, Fault("gap", "since", "total")),
        ({"since": "{n} z {total} {all}"}, Fault("gap", "since", "all")),
        ({"ago.few": None}, Fault("plural", "ago", "few")),
        ({"ago.other": None}, Fault("plural", "ago", "other")),
        ({"ago.other": "dawno temu"}, Fault("gap", "ago.other", "n")),
        ({"ago.few": "{m} dni temu"}, Fault("gap", "ago.few", "m")),
        ({"titel": "Komórki"}, Fault("unknown", "titel")),
    ],
)
def test_what_a_language_lacks_or_has_too_much_is_named(changes: dict[str, str | None], fault: Fault) -> None:
    sentences = {key: text for key, text in {**WHOLE, **changes}.items() if text is not None}
    assert list(faults(Wording("pl", sentences, FEW), ENGLISH)) == [fault]
