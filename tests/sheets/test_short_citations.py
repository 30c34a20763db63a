"""Short citations: what is cut, what has to stay, where a study is found."""

from __future__ import annotations

import re

import pytest

from counsel.sheets.short_citations import brief_citation
from tests.support.program import program

TRIALS = program().content.evidence.trials


@pytest.mark.parametrize(
    ("trial", "printed"),
    [
        ("masters-2017", "Hess DC, et al. Lancet Neurol 2017. doi:10.1016/S1474-4422(17)30046-7"),
        ("cobis-2-2024", "Laskowitz DT, et al. Stem Cells Transl Med 2024. NCT03004976"),
        ("actissima-sb623", "NCT02448641 registry; SanBio/Sumitomo Dainippon report 29 Jan 2019."),
        ("bhasin-2012-mnc", "Bhasin A, et al. J Stem Cells Regen Med 2012. PubMed 24693196"),
    ],
)
def test_first_author_journal_year_and_place(trial: str, printed: str) -> None:
    assert brief_citation(TRIALS[trial]) == printed


def test_a_number_with_a_remark_is_not_named_as_the_number_of_the_study() -> None:
    remarked = [one for one in TRIALS.values() if not one.doi and "(" in (one.registry or "")]
    assert remarked
    for one in remarked:
        assert (one.registry or "").split(" (")[0] not in brief_citation(one).removeprefix(one.citation)


@pytest.mark.parametrize("trial", TRIALS)
def test_nothing_is_added_and_no_remark_is_cut(trial: str) -> None:
    one = TRIALS[trial]
    said = brief_citation(one)
    known = " ".join((one.citation, "et al", "doi", "PubMed", *filter(None, (one.doi, one.registry, one.pmid)), *(s.url for s in one.sources)))
    assert set(re.findall(r"\w+", said)) <= set(re.findall(r"\w+", known))
    for remark in ("protocol", "review table", "not seen", "not opened", "abstract"):
        assert (remark in said) == (remark in one.citation) or remark in str(one.sources)
    assert set(re.findall(r"\b(?:19|20)\d\d\b", one.citation.split(";")[0])) <= set(re.findall(r"\b(?:19|20)\d\d\b", said))
