"""Entries by their path, and the words that may stand there."""

import pytest

from counsel.case.entry_paths import entry_at, words_at
from counsel.case.parse import parse_case


def test_null_is_told_from_what_was_left_out() -> None:
    case = parse_case({"format": 1, "offer": {"donor": None, "product_details": {"tissue": "cord"}}})
    assert entry_at(case, "offer.donor") == (None, True)
    assert entry_at(case, "offer.cells") == (None, False)
    assert entry_at(case, "offer.product_details.tissue") == ("cord", True)
    assert entry_at(case, "stroke.type") == (None, False)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("rehab", {"active", "arranged", "ended", "not_available"}),
        ("stroke.side", {"left", "right", "both"}),
        ("stroke.location", {"cortical", "subcortical", "lacunar", "brainstem", "cerebellar"}),
        ("stroke.previous.disabling", {"yes", "no", "unknown"}),
        ("infarct.modality", {"ct", "mri"}),
        ("offer.product_details.sterility", {"yes", "no", "unknown"}),
        ("severity.mrs", set()),
        ("patient.label", set()),
    ],
)
def test_the_words_of_an_entry_are_those_of_the_case_format(path: str, words: set[str]) -> None:
    assert set(words_at(path)) == words


def test_a_path_that_does_not_exist_is_no_entry() -> None:
    with pytest.raises(KeyError):
        words_at("stroke.nothing")
    with pytest.raises(KeyError):
        words_at("rehab.active")
