"""The numbers of conversions come from the rule data, and the scales of the document are those of facts and records."""

from __future__ import annotations

import pytest

from counsel.case import scale_limits as scales
from counsel.case.conversion import ellipsoid_volume
from counsel.case.measures import Measures, measures_of
from counsel.case.parse import parse_case
from counsel.errors import InputError
from rules.values import Interval
from tests.support.form import field_at
from tests.support.program import program

CONTENT = program().content
MEASURES = CONTENT.measures
# The scale of each number of the document, and the fact that it becomes.
SCALES = {
    "patient.age": scales.AGE_YEARS,
    "severity.nihss": scales.NIHSS_TOTAL,
    "severity.mrs": scales.MRS,
    "severity.pre_stroke_mrs": scales.MRS,
    "severity.barthel": scales.BARTHEL,
    "infarct.aspects": scales.ASPECTS,
}


@pytest.mark.parametrize("fact", SCALES)
def test_a_scale_of_the_document_is_that_of_its_fact(fact: str) -> None:
    assert CONTENT.rules.facts[fact].range == SCALES[fact]


@pytest.mark.parametrize("fact", ["infarct.volume_ml", "infarct.max_diameter_mm"])
def test_a_size_begins_where_its_fact_begins(fact: str) -> None:
    scale = {"infarct.volume_ml": scales.VOLUME_ML, "infarct.max_diameter_mm": scales.DIAMETER_MM}[fact]
    low = CONTENT.rules.facts[fact].range
    assert low is not None
    assert low[0] == scale[0]


def test_scales_and_items_are_those_of_the_records() -> None:
    record = CONTENT.evidence.scales
    assert {item.id: item.max for item in record.nihss.items} == dict(scales.NIHSS_ITEM_MAXIMA)
    for read, scale in (
        (record.nihss.total, scales.NIHSS_TOTAL), (record.barthel.range, scales.BARTHEL), (record.aspects.range, scales.ASPECTS),
    ):  # fmt: skip
        assert (read.min, read.max) == scale
    assert {level.value for level in record.mrs.levels} >= set(range(scales.MRS[0], scales.MRS[1] + 1))


def test_sizes_are_the_bands_of_the_infarct() -> None:
    assert MEASURES.sizes == {
        "lacunar": Interval(0.0, 4.2),
        "not_large": Interval(0.0, 50.0, high_open=True),
        "large": Interval(50.0, 150.0),
        "very_large": Interval(150.0, None, low_open=True),
    }
    assert MEASURES.aspects_ml.low == MEASURES.sizes["large"].low
    assert (MEASURES.lacunar_ml, MEASURES.narrow_mm) == (4.2, 20)


def test_every_size_word_of_the_form_has_a_volume() -> None:
    field = field_at(CONTENT.reference, "infarct.size")
    assert {option.value for option in field.options} == set(MEASURES.sizes)


def test_three_diameters_give_a_range_below_half_their_product() -> None:
    volume = ellipsoid_volume((60, 40, 30), MEASURES)
    assert (volume.abc_over_2, volume.high) == (36, 36)
    assert volume.low == pytest.approx(14.4)


def test_a_rule_base_without_conversions_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="abc-share"):
        measures_of(())


def test_forms_that_disagree_are_found_by_the_assessment_where_parsing_had_no_measures() -> None:
    document = {"format": 1, "assessed_on": "2026-11-21", "infarct": {"volume_ml": 35, "size": "large"}}
    with pytest.raises(InputError) as early:
        parse_case(document, MEASURES)
    case = parse_case(document)
    with pytest.raises(InputError) as late:
        program().assess(case)
    assert str(late.value) == str(early.value)


def test_other_measures_give_other_volumes() -> None:
    changed = Measures(
        {**MEASURES.sizes, "large": Interval(60.0, 150.0)},
        MEASURES.narrow, MEASURES.low_aspects, MEASURES.aspects_days, MEASURES.aspects_ml, MEASURES.abc_share,
    )  # fmt: skip
    document = {"format": 1, "assessed_on": "2026-11-21", "infarct": {"volume_ml": 55, "size": "large"}}
    assert parse_case(document, MEASURES)
    with pytest.raises(InputError, match="60 to 150 mL"):
        parse_case(document, changed)
