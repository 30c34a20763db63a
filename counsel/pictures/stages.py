"""The stages of the time line for one person, from the rules; it draws none."""

from __future__ import annotations

from counsel.assess.assessment import Assessment
from counsel.content import Content
from counsel.pictures import timeline as figures
from counsel.wording.sentences import Wording


def stages(
    assessment: Assessment, content: Content, name: str, wording: Wording
) -> tuple[figures.Stage, ...]:
    """The stages of the timeline; `name` is the prefix of the sentence ids of their names."""
    return tuple(
        figures.Stage(
            id=rule.record.gives,
            name=wording.say(f"{name}.{rule.record.gives}"),
            first_day=int(rule.record.fields["first_day"]),
            here=rule.record.gives in assessment.phase.possible
            and assessment.phase.days_since_onset.low is not None,
        )
        for rule in content.rules.table("phase").rules
    )
