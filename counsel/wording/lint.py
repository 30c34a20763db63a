"""Words that nothing a patient reads or hears may have; it looks at one sentence and mends none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# The files of the physician, of the printed rule base, and words that stand in no sentence of their own.
_NOT_FOR_PATIENTS = frozenset({"dr", "book", "about", "value", "criterion", "note"})
FORBIDDEN = re.compile(
    r"\b(eligib\w+|candidates?|suitab\w+|qualif\w+|cure[sd]?|curing|breakthrough|miracle|proven|guarantee\w*"
    r"|repair\w* the brain|odds ratio|relative risk|p-value|significan\w+|efficacy|effective\w*|placebo"
    r"|infarct\w*|lesions?|cohort|phase|chronic|adverse|regenerat\w+|therapy|therapies|randomi[sz]ed"
    r"|control group|trials?|provider|intervention|plateau\w*|personal chance|rare|rarely|likely to help)\b",
    re.IGNORECASE,
)
ONE_IN = re.compile(r"\b(1|one) in (\d|every|a\b)|\d ?%|\bper ?cent\b|\b\d+ times\b", re.IGNORECASE)
CONTRACTION = re.compile(
    r"\b\w+n['’]t\b|\b(it|that|there|here|what|who|we|you|they|i|he|she|let)['’](s|re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
_PATTERNS: Mapping[str, re.Pattern[str]] = {"word": FORBIDDEN, "number": ONE_IN, "contraction": CONTRACTION}


def is_for_patients(sentence_id: str) -> bool:
    """Whether a patient may read the sentence, or have it said to them."""
    return sentence_id.partition(".")[0] not in _NOT_FOR_PATIENTS


def unwanted(text: str) -> Iterator[tuple[str, str]]:
    """What the text must not have: what it is called (word, number, contraction), and as it stands there."""
    for named, pattern in _PATTERNS.items():
        if found := pattern.search(text):
            yield named, found.group()
