"""The assessment as a pydantic model: its JSON and its JSON Schema, derived from the one definition."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from counsel import assessment as definition
from counsel.assessment import Assessment, TraceLine


def _model() -> type[BaseModel]:
    """Every field of an assessment, and the trace in place of what explains it."""
    hints = get_type_hints(Assessment, vars(definition))
    described: dict[str, Any] = {
        each.name: (hints[each.name], ...) for each in fields(Assessment) if each.name != "explain"
    }
    described["trace"] = (tuple[TraceLine, ...], ...)
    return create_model("Assessment", __config__=ConfigDict(frozen=True, extra="forbid"), **described)


AssessmentDocument = _model()


def document_of(assessment: Assessment) -> BaseModel:
    """The document of an assessment with its whole trace, as `model_dump_json` writes it."""
    held = {
        each.name: getattr(assessment, each.name) for each in fields(assessment) if each.name != "explain"
    }
    return AssessmentDocument(**held, trace=assessment.trace)
