"""Plural forms by the rules of CLDR, for languages with few and with many."""

from __future__ import annotations

import pytest

from counsel.wording.language import LanguageRules, language_rules
from counsel.wording.plurals import PluralRules
from counsel.wording.sentences import Wording, WordingError

# As CLDR 45 gives them for whole numbers.
POLISH = PluralRules(
    {
        "one": "i = 1 and v = 0",
        "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
        "many": "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14",
    }
)
ARABIC = PluralRules(
    {"zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99"}
)


@pytest.mark.parametrize(
    ("rules", "forms"),
    [
        (PluralRules(), {0: "other", 1: "other"}),
        (PluralRules({"one": "n = 1"}), {0: "other", 1: "one", 2: "other", 21: "other"}),
        (POLISH, {1: "one", 2: "few", 4: "few", 5: "many", 12: "many", 22: "few", 112: "many", 0: "many"}),
        (ARABIC, {0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 103: "few"}),
    ],
)
def test_a_number_takes_the_form_that_its_language_gives_it(rules: PluralRules, forms: dict[int, str]) -> None:
    assert {number: rules.category(number) for number in forms} == forms
    assert rules.fault() == ""


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"plurals": {"one": "n is 1"}}, "plurals: 'n is 1' is no condition on a number"),
        ({"plurals": {"several": "n = 3"}}, "plurals: 'several' is no plural form"),
        ({"unwanted": {"word": "("}}, "unwanted.word: this is no regular expression"),
        ({"plural": {}}, "unknown key 'plural'; allowed are plurals, unwanted"),
        ({"unwanted": ["cure"]}, "unwanted: names with texts belong here"),
    ],
)
def test_rules_that_cannot_be_used_are_refused_with_what_is_allowed(data: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match="^" + told.replace("(", r"\(").replace(".", r"\.")):
        language_rules(data)


def test_a_sentence_is_said_in_the_form_of_its_number() -> None:
    sentences = {"ago.one": "1 day ago", "ago.other": "{n} days ago"}
    wording = Wording("en", sentences, LanguageRules(PluralRules({"one": "n = 1"})))
    assert [wording.say("ago", {"n": n}) for n in (0, 1, 2)] == ["0 days ago", "1 day ago", "2 days ago"]
    assert wording.has("ago")
    assert wording.gaps("ago") == {"n"}


@pytest.mark.parametrize("values", [{}, {"n": "two"}, {"m": 1}])
def test_without_a_number_there_is_no_form(values: dict[str, object]) -> None:
    wording = Wording("en", {"ago.other": "{n} days ago"})
    with pytest.raises(WordingError, match="'ago' does not exist"):
        wording.say("ago", values)
