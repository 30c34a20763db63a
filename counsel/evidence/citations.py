"""How a source is printed: its citation, and the best way to it; it finds no source."""

from __future__ import annotations

from counsel.evidence.trials import Source, Trial


def printed(citation: str, tail: str | None) -> str:
    """A citation and what stands behind it, with one full stop between them."""
    body = citation.rstrip(".")
    return f"{body}. {tail}" if tail else f"{body}."


def link(doi: str | None, pmid: str | None, url: str | None) -> str | None:
    """The address of a publication: its DOI, else an address, else its PubMed page; None without any."""
    if doi:
        return f"https://doi.org/{doi}"
    return url or (f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else None)


def first_url(trial: Trial) -> str | None:
    """The address of the first source of a trial's record; None where none was seen."""
    return trial.sources[0].url if trial.sources else None


def source_citation(source: Source) -> str:
    """The citation of a source, marked where it was not read."""
    whole = printed(source.cite, link(source.doi, source.pmid, source.url))
    unread = source.read.startswith(("NOT FOUND", "reference only"))
    return f"{whole} (Not read.)" if unread else whole
