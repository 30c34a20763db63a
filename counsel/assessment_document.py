"""The assessment as a pydantic model: its JSON and its JSON Schema, derived from the one definition."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from counsel import assessment as definition
from counsel.assessment import Assessment, Missing, SheetLine, TraceLine


def _model() -> type[BaseModel]:
    """Every field of an assessment but what makes others on request (kept out of its repr), and those."""
    hints = get_type_hints(Assessment, vars(definition))
    shown = (each.name for each in fields(Assessment) if each.repr)
    described: dict[str, Any] = {name: (hints[name], ...) for name in shown}
    described["missing"] = (tuple[Missing, ...], ...)
    described["sheet"] = (tuple[SheetLine, ...], ...)
    described["trace"] = (tuple[TraceLine, ...], ...)
    return create_model("Assessment", __config__=ConfigDict(frozen=True, extra="forbid"), **described)


AssessmentDocument = _model()


def document_of(assessment: Assessment) -> BaseModel:
    """The document of an assessment with its whole trace, as `model_dump_json` writes it."""
    held = {each.name: getattr(assessment, each.name) for each in fields(assessment) if each.repr}
    made = {name: getattr(assessment, name) for name in ("missing", "sheet", "trace")}
    return AssessmentDocument(**held, **made)
