"""The forms of one fact brought together: dates, age, NIHSS, infarct volume, location; no other facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from counsel.case import scale_limits as scales
from counsel.case.document import Case, Infarct, Location, NihssItems, Stroke
from counsel.case.entries import OneOfSeveral, span_of
from counsel.case.measures import Measures
from counsel.case.partial_dates import Span, parse, span_days, span_hours, whole_years
from counsel.case.possible_values import number
from counsel.errors import refuse
from rules.values import Flag, Interval

_AGREE = "forms that agree, or only one of them"
_CUBIC_MM_IN_ML = 1000.0


class SinceOnset(NamedTuple):
    """How long ago the stroke began: whole days, and hours."""

    days: Interval
    hours: Interval


class EllipsoidVolume(NamedTuple):
    """Half the product of three diameters, and the range that is taken from it, in mL."""

    abc_over_2: float
    low: float
    high: float


class _Form(NamedTuple):
    path: str
    value: object
    interval: Interval
    called: str


def assessed_of(case: Case) -> Span | None:
    """The day or moment of assessment."""
    return None if case.assessed_on is None else parse(case.assessed_on)


def age_of(case: Case, assessed: Span) -> Interval:
    """Completed years; InputError where age and date of birth disagree."""
    patient = case.patient
    if patient is None:
        return Interval.unknown()
    typed = number(patient.age, scales.AGE_YEARS)
    if patient.born is None:
        return typed
    born = parse(patient.born)
    if born.earliest > assessed.latest:
        raise refuse(
            "patient.born", patient.born, "the date of birth is in the future", "a date up to the assessment"
        )
    years = whole_years(born, assessed).intersect(Interval(*scales.AGE_YEARS))
    if years is None:
        reason = f"the date of birth is over {scales.AGE_YEARS[1]} years ago"
        raise refuse("patient.born", patient.born, reason, f"an age of 0 to {scales.AGE_YEARS[1]} years")
    both = years.intersect(typed)
    if both is None:
        raise refuse(
            "patient.age", _shown(patient.age), f"the date of birth gives {_ends(years)} years", _AGREE
        )
    return both


def onset_of(case: Case, assessed: Span | None) -> Span | None:
    """The moments at which the stroke can have begun, None while one end of them is not known.

    Onset, last known well and found at are intersected; InputError where they disagree. The latest stroke
    is no earlier than those before it.
    """
    stroke = case.stroke
    if stroke is None:
        return None
    return _after_earlier(stroke, _onset_alone(stroke, assessed), assessed)


def _onset_alone(stroke: Stroke, assessed: Span | None) -> Span | None:
    onset = None if stroke.onset is None else span_of(stroke.onset)
    well = None if stroke.last_known_well is None else span_of(stroke.last_known_well)
    found = assessed if stroke.found_at is None else span_of(stroke.found_at)
    if well is not None and found is not None:
        if well.earliest > found.latest:
            reason = "the person was found before being last known well"
            raise refuse(
                "stroke.last_known_well", _shown(stroke.last_known_well), reason, "a date up to found_at"
            )
        unseen = Span(well.earliest, found.latest, "range", well.earliest_timed, found.latest_timed)
        both = unseen if onset is None else onset.intersect(unseen)
    else:
        both = onset
        if both is not None and well is not None:
            both = both.after(well.earliest)
        if both is not None and found is not None:
            both = both.before(found.latest)
    if both is not None and assessed is not None:
        both = both.before(assessed.latest)
    if onset is not None and both is None:
        reason = "the onset does not lie between last known well and found at"
        raise refuse("stroke.onset", _shown(stroke.onset), reason, _AGREE)
    return both


def _after_earlier(stroke: Stroke, onset: Span | None, assessed: Span | None) -> Span | None:
    end = assessed if stroke.found_at is None else span_of(stroke.found_at)
    for at, previous in enumerate(stroke.previous):
        if previous.onset is None:
            continue
        earlier = span_of(previous.onset)
        if onset is None and end is not None:
            onset = Span(end.earliest.min, end.latest, "range", latest_timed=end.latest_timed)
        if onset is not None and onset.after(earlier.earliest) is None:
            reason = "this is later than the latest stroke can have been"
            raise refuse(f"stroke.previous.{at}.onset", _shown(previous.onset), reason, "an earlier date")
        onset = onset and onset.after(earlier.earliest)
    return onset


def since_onset(case: Case, assessed: Span) -> SinceOnset:
    """Days and hours since the stroke began; with `found_at` alone only the fewest are known."""
    onset = onset_of(case, assessed)
    if onset is not None:
        return SinceOnset(span_days(onset, assessed), span_hours(onset, assessed))
    if case.stroke is not None and case.stroke.found_at is not None:
        found = span_of(case.stroke.found_at)
        hours = span_hours(found, assessed)
        return SinceOnset(
            Interval(span_days(found, assessed).low, None), Interval(hours.low, None, hours.low_open)
        )
    return SinceOnset(Interval.unknown(), Interval.unknown())


def nihss_of(case: Case) -> Interval:
    """The NIHSS total; each untestable item adds 0 to its maximum."""
    value = None if case.severity is None else case.severity.nihss
    if not isinstance(value, NihssItems):
        return number(value, scales.NIHSS_TOTAL)
    tested = sum(points for points in value.items.values() if points != "UN")
    untested = sum(scales.NIHSS_ITEM_MAXIMA[item] for item, points in value.items.items() if points == "UN")
    return Interval(tested, tested + untested)


def volume_of(case: Case, assessed: Span | None, measures: Measures | None) -> Interval:
    """Infarct volume in mL from every form given, intersected; InputError where they disagree.

    Without `measures` only a volume given in mL is read.
    """
    forms: list[_Form] = []
    together = Interval.unknown()
    for form in _volume_forms(case, assessed, measures):
        both = together.intersect(form.interval)
        if both is None:
            others = " and ".join(
                earlier.called for earlier in forms if earlier.interval.disjoint(form.interval)
            )
            reason = f"{form.called} does not go with {others or 'the other forms together'}"
            raise refuse(form.path, form.value, reason, _AGREE)
        forms.append(form)
        together = both
    return together


def _volume_forms(case: Case, assessed: Span | None, measures: Measures | None) -> Iterator[_Form]:
    infarct = case.infarct or Infarct.model_construct()
    if measures is not None and _is_lacunar_by_place(case):
        called = f"a lacunar location (up to {measures.lacunar_ml:g} mL)"
        yield _Form("stroke.location", "lacunar", measures.sizes["lacunar"], called)
    if infarct.volume_ml is not None:
        volume = number(infarct.volume_ml, (scales.VOLUME_ML[0], None))
        yield _Form(
            "infarct.volume_ml", _shown(infarct.volume_ml), volume, f"a volume of {_ends(volume)} mL"
        )
    if measures is not None:
        yield from _converted(case, infarct, assessed, measures)


def _converted(case: Case, infarct: Infarct, assessed: Span | None, measures: Measures) -> Iterator[_Form]:
    if infarct.abc_mm is not None:
        volume = _ellipsoid(infarct.abc_mm, measures)
        yield _Form("infarct.abc_mm", infarct.abc_mm, volume, f"{_ends(volume)} mL from three diameters")
    if infarct.size is not None:
        volume = measures.sizes[infarct.size]
        called = f"the size word {infarct.size} ({_ends(volume)} mL)"
        yield _Form("infarct.size", infarct.size, volume, called)
    if infarct.max_diameter_mm is not None and _is_narrow(infarct, measures):
        called = f"a width of at most {measures.narrow_mm:g} mm (up to {measures.lacunar_ml:g} mL)"
        path, width = "infarct.max_diameter_mm", _shown(infarct.max_diameter_mm)
        yield _Form(path, width, measures.sizes["lacunar"], called)
    if infarct.aspects is not None and _is_low_and_early(case, infarct, assessed, measures):
        called = f"a low ASPECTS on the first days ({_ends(measures.aspects_ml)} mL)"
        yield _Form("infarct.aspects", _shown(infarct.aspects), measures.aspects_ml, called)


def ellipsoid_volume(diameters: tuple[float, float, float], measures: Measures) -> EllipsoidVolume:
    """The volume that three diameters in mm give."""
    a, b, c = diameters
    abc_over_2 = a * b * c / 2 / _CUBIC_MM_IN_ML
    low, high = (share * abc_over_2 for share in measures.abc_share)
    return EllipsoidVolume(abc_over_2, low, high)


def _ellipsoid(diameters: tuple[float, float, float], measures: Measures) -> Interval:
    volume = ellipsoid_volume(diameters, measures)
    # Rounded to a thousandth of a mL, so that 50 mL does not become 50.00000000000001.
    low, high = round(volume.low, 3), round(volume.high, 3)
    if low > scales.VOLUME_ML[1]:
        raise refuse(
            "infarct.abc_mm", diameters, "no brain is that large", "three diameters of the infarct in mm"
        )
    return Interval(low, high)


def _is_narrow(infarct: Infarct, measures: Measures) -> bool:
    return number(infarct.max_diameter_mm, (scales.DIAMETER_MM[0], None)).inside(measures.narrow)


def _is_low_and_early(case: Case, infarct: Infarct, assessed: Span | None, measures: Measures) -> bool:
    if assessed is None:
        return False
    low = number(infarct.aspects, scales.ASPECTS).inside(measures.low_aspects)
    return low and since_onset(case, assessed).days.inside(measures.aspects_days)


def location_of(case: Case, volume: Interval, measures: Measures | None) -> dict[str, Flag]:
    """Each location as yes, no or unknown; InputError where size and location disagree."""
    everywhere: tuple[str, ...] = get_args(Location)
    typed = None if case.stroke is None else case.stroke.location
    possible = set(typed.one_of if isinstance(typed, OneOfSeveral) else typed or everywhere)
    certain = isinstance(typed, tuple) or len(possible) == 1
    if case.infarct is not None and case.infarct.size == "lacunar":
        if "lacunar" not in possible:
            reason = f"a lacunar infarct stands alone; the location is {', '.join(sorted(possible))}"
            raise refuse("infarct.size", "lacunar", reason, _AGREE)
        possible, certain = {"lacunar"}, True
    elif not certain and measures is not None and volume.disjoint(measures.sizes["lacunar"]):
        possible.discard("lacunar")
        certain = isinstance(typed, OneOfSeveral) and len(possible) == 1
    inside = Flag.YES if certain else Flag.UNKNOWN
    return {place: inside if place in possible else Flag.NO for place in everywhere}


def _is_lacunar_by_place(case: Case) -> bool:
    typed = None if case.stroke is None else case.stroke.location
    places = typed.one_of if isinstance(typed, OneOfSeveral) else typed
    return places == ("lacunar",)


def _shown(value: Any) -> object:
    return value.model_dump(mode="json", exclude_unset=True) if hasattr(value, "model_dump") else value


def _ends(value: Interval) -> str:
    if value.high is None:
        return f"{'above' if value.low_open else 'at least'} {value.low:g}"
    if value.low == value.high:
        return f"{value.low:g}"
    return f"below {value.high:g}" if value.high_open else f"{value.low or 0:.4g} to {value.high:.4g}"
