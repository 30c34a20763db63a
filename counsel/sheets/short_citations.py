"""The studies behind a sheet in one short line each, enough to find them; the program shows them in full."""

from __future__ import annotations

import re

from counsel.evidence.trials import Trial

# Two authors or more, each a surname with initials, up to the stop after the last of them.
_AUTHORS = re.compile(r"^((?:[^\s,.]+ ){1,3}?[A-Z]{1,4}), [^.]*?(?:et al)?\. ")
# Only where nothing else follows, so that no half of a remark is left.
_VOLUME_AND_PAGES = re.compile(r"(\b(?:19|20)\d\d);\d+(?:\([^()\s]*\))?(?::[\w-]+)?(?=$| \(|; )")
# A number alone: with a remark behind it, it is not certain that it is the number of this study.
_SURE_NUMBER = re.compile(r"[A-Z][\w/-]*\d")


def brief_citation(trial: Trial) -> str:
    """First author, journal, year, and the DOI; without one the registry number, PubMed number or address."""
    authors_cut = _AUTHORS.sub(r"\1, et al. ", trial.citation).rstrip(".")
    named = _VOLUME_AND_PAGES.sub(r"\1", authors_cut)
    found = _found_at(trial)
    return named + "." if not found or found in named else f"{named}. {found}"


def _found_at(trial: Trial) -> str | None:
    if trial.doi:
        return f"doi:{trial.doi}"
    if trial.registry and _SURE_NUMBER.fullmatch(trial.registry):
        return trial.registry
    if trial.pmid:
        return f"PubMed {trial.pmid}"
    return trial.sources[0].url if trial.sources else None
