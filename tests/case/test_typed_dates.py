"""Partial dates, the days and hours between them, and what a typed date means."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsel.case.date_words import DateWords
from counsel.case.partial_dates import between, parse, span_days, span_hours, whole_years
from counsel.case.typed_dates import Understood
from counsel.case.typed_dates import understood as understood_in
from counsel.errors import InputError
from counsel.wording.sentences import Wording
from rules.values import Interval
from tests.support.program import program

TODAY = date(2026, 11, 21)
WORDS = DateWords(program().wording)


def understood(text: str, today: date, day_first: bool) -> Understood:
    return understood_in(text, today, day_first, WORDS)


def days(since: str, assessed: str = "2026-11-21") -> Interval:
    return span_days(parse(since), parse(assessed))


def hours(since: str, assessed: str = "2026-11-21") -> Interval:
    return span_hours(parse(since), parse(assessed))


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ("2026-09-10", 72, 72),
        ("2026-09-10T23:59", 72, 72),
        ("2026-09", 52, 81),
        ("2026", 0, 324),
        ("2023", 1056, 1420),
    ],
)
def test_days_are_whole_calendar_days(form: str, low: int, high: int) -> None:
    assert days(form) == Interval(low, high)


def test_february_ends_on_29_in_a_leap_year() -> None:
    assert parse("2024-02").latest == datetime.fromisoformat("2024-02-29T23:59")
    assert parse("2024-12").latest == datetime.fromisoformat("2024-12-31T23:59")


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-02-30", "2026-9-1", "26-09-10", "2026-09-10T24:00", "2026-09-10T12:60",
     "2026-09-10 14:30", "2026-09-10T14:30Z", "2026-09-10T14:30:00", "1799", "2200", "٢٠٢٦", "2026\n"],
)  # fmt: skip
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)


def test_hours_are_exact_between_two_times() -> None:
    assert hours("2026-11-21T09:10", "2026-11-21T15:00") == Interval(5 + 50 / 60, 5 + 50 / 60)
    assert hours("2026-11-20T15:00", "2026-11-21T15:00") == Interval.exact(24)


def test_without_both_times_a_day_may_lie_a_day_to_either_side() -> None:
    assert hours("2026-11-21") == Interval(0, 24, high_open=True)
    assert hours("2026-11-20") == Interval(0, 48, low_open=True, high_open=True)
    assert hours("2026-11-20T09:00") == Interval(0, 48, low_open=True, high_open=True)
    assert hours("2026-11-20", "2026-11-21T09:00") == Interval(0, 48, low_open=True, high_open=True)
    assert hours("2026-11-19") == Interval(24, 72, low_open=True, high_open=True)


def test_a_range_of_times_is_a_range_of_hours() -> None:
    onset = between(parse("2026-11-20T22:00"), parse("2026-11-21T06:00"))
    assert span_hours(onset, parse("2026-11-21T12:00")) == Interval(6, 14)


def test_a_range_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="earliest"):
        between(parse("2026-09"), parse("2026-08"))


def test_age_in_completed_years() -> None:
    assert whole_years(parse("1962-11-21"), parse("2026-11-21")) == Interval.exact(64)
    assert whole_years(parse("1962-11-22"), parse("2026-11-21")) == Interval.exact(63)
    assert whole_years(parse("1962"), parse("2026-11-21")) == Interval(63, 64)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("10.9.26", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("10. 9. 2026", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("10/9/2026", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("10-9-2026", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("2026-09-10", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("10 Sept 2026", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("Sep 10, 2026", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("10th September 2026", "2026-09-10", "Thursday 10 September 2026, 72 days ago"),
        ("2026-09-10 14:30", "2026-09-10T14:30", "Thursday 10 September 2026, 14:30, 72 days ago"),
        ("2026-09-10T14:30", "2026-09-10T14:30", "Thursday 10 September 2026, 14:30, 72 days ago"),
        ("10.9.26 9:05", "2026-09-10T09:05", "Thursday 10 September 2026, 09:05, 72 days ago"),
        ("2026-09", "2026-09", "September 2026, 52 to 81 days ago"),
        ("sept 2026", "2026-09", "September 2026, 52 to 81 days ago"),
        ("9/2026", "2026-09", "September 2026, 52 to 81 days ago"),
        ("2023", "2023", "2023, 1056 to 1420 days ago"),
        ("today", "2026-11-21", "Saturday 21 November 2026, today"),
        ("Yesterday", "2026-11-20", "Friday 20 November 2026, 1 day ago"),
        ("yesterday at 22:15", "2026-11-20T22:15", "Friday 20 November 2026, 22:15, 1 day ago"),
        ("10 Sept 2026, 14:30", "2026-09-10T14:30", "Thursday 10 September 2026, 14:30, 72 days ago"),
        ("yesterday 22:15", "2026-11-20T22:15", "Friday 20 November 2026, 22:15, 1 day ago"),
        ("3 days ago", "2026-11-18", "Wednesday 18 November 2026, 3 days ago"),
        ("nov 2026", "2026-11", "November 2026, 0 to 20 days ago"),
        ("4.5.78", "1978-05-04", "Thursday 4 May 1978, 17733 days ago"),
    ],
)
def test_what_is_typed_is_said_back(text: str, value: str, words: str) -> None:
    assert understood(text, TODAY, day_first=True)[:2] == (value, words)


def test_slashes_follow_the_order_of_the_system() -> None:
    assert understood("10/9/2026", TODAY, day_first=False).value == "2026-10-09"


def test_weeks_ago_are_good_to_the_nearest_week() -> None:
    answer = understood("10 weeks ago", TODAY, day_first=True)
    assert answer.value == {"earliest": "2026-09-09", "latest": "2026-09-15"}
    assert answer.words == (
        "between Wednesday 9 September 2026 and Tuesday 15 September 2026, 67 to 73 days ago"
    )


def test_a_range_of_months() -> None:
    answer = understood("aug 2026 - sept 2026", TODAY, day_first=True)
    assert answer[:2] == (
        {"earliest": "2026-08", "latest": "2026-09"},
        "between August 2026 and September 2026, 52 to 112 days ago",
    )


def test_hours_ago_need_the_time() -> None:
    now = datetime.fromisoformat("2026-11-21T15:00")
    assert understood("3 hours ago", now, day_first=True).value == "2026-11-21T12:00"
    with pytest.raises(InputError, match="time of day"):
        understood("3 hours ago", TODAY, day_first=True)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "32.1.2026", "31.2.2026", "10/25/2026", "2027", "22.11.2026", "10 foos ago",
     "sept 2026 - aug 2026",
     "aug 2026 - dec 2026", "m 2026", "2023 14:30", "9999 years ago", "mar 2026 - rubbish"],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        understood(text, TODAY, day_first=True)
    assert "10.9.26" in refusal.value.problems[0].allowed


@given(st.dates(date(1900, 1, 1), TODAY), st.booleans())
def test_every_past_day_is_read_in_every_writing(day: date, day_first: bool) -> None:
    slashes = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", slashes):
        assert understood(text, TODAY, day_first).value == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        meaning = understood(text, TODAY, day_first=True)
    except InputError:
        return
    assert meaning.words


@given(
    st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2026-11-21")),
    st.datetimes(datetime.fromisoformat("2026-11-21"), datetime.fromisoformat("2026-12-31")),
)
def test_less_precise_dates_contain_more_precise_ones(onset: datetime, assessed: datetime) -> None:
    forms = [onset.isoformat(timespec="minutes")[:size] for size in (16, 10, 7)]
    later = [assessed.isoformat(timespec="minutes")[:size] for size in (16, 10)]
    exact = hours(forms[0], later[0])
    for since in forms:
        for until in later:
            assert exact.inside(hours(since, until))
            assert days(forms[0], until).inside(days(since, until))


@pytest.mark.parametrize(
    "text", ["about 10 weeks ago", "10 wk ago", "10w ago", "ca. 10 weeks ago", "~10 weeks ago", "ten weeks ago"]
)
def test_a_span_ago_is_read_in_its_usual_writings(text: str) -> None:
    assert understood(text, TODAY, day_first=True) == understood("10 weeks ago", TODAY, day_first=True)


@pytest.mark.parametrize("text", ["10.9.", "10 september", "10 m ago", "weeks ago", "about 10.9.26"])
def test_a_year_or_a_unit_is_never_guessed(text: str) -> None:
    with pytest.raises(InputError):
        understood(text, TODAY, day_first=True)


GERMAN = {
    "date.month.1": "Januar", "date.month.2": "Februar", "date.month.3": "März", "date.month.4": "April",
    "date.month.5": "Mai", "date.month.6": "Juni", "date.month.7": "Juli", "date.month.8": "August",
    "date.month.9": "September", "date.month.10": "Oktober", "date.month.11": "November",
    "date.month.12": "Dezember", "form.date.ago": "vor {n} {unit}", "form.date.about": "etwa",
    "form.date.back.0": "heute", "form.date.back.1": "gestern", "form.date.back.2": "vorgestern",
    "form.date.unit.week": "Woche, Wochen", "form.date.number.10": "zehn", "form.date.between": "zwischen",
    "form.date.to": "bis, und", "form.date.at": "um", "form.date.ordinal": "-",
    "form.date.weekday.4": "Donnerstag", "form.date.said.day": "{weekday}, {day}. {month} {year}",
    "form.date.said.whole": "{date} ({distance})", "form.date.said.days_ago.other": "vor {n} Tagen",
}  # fmt: skip


@pytest.mark.parametrize("text", ["10. Sept 2026", "10 September 2026", "sep 10 2026", "10.9.26"])
def test_another_language_is_a_table_of_words(text: str) -> None:
    words = DateWords(Wording("de", {**program().wording.sentences, **GERMAN}))
    assert understood_in(text, TODAY, True, words)[:2] == (
        "2026-09-10",
        "Donnerstag, 10. September 2026 (vor 72 Tagen)",
    )
    assert understood_in("etwa vor zehn Wochen", TODAY, True, words).value == {
        "earliest": "2026-09-09",
        "latest": "2026-09-15",
    }
    assert understood_in("gestern um 22:15", TODAY, True, words).value == "2026-11-20T22:15"
    assert understood_in("zwischen märz 2026 und mai 2026", TODAY, True, words).value == {
        "earliest": "2026-03",
        "latest": "2026-05",
    }


def test_a_beginning_that_two_months_share_is_refused() -> None:
    french = DateWords(
        Wording("fr", {**program().wording.sentences, "date.month.6": "juin", "date.month.7": "juillet"})
    )
    with pytest.raises(InputError, match="jui"):
        understood_in("jui 2026", TODAY, True, french)
    assert understood_in("juil 2026", TODAY, True, french).value == "2026-07"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("soon", "this is not understood as a date"),
        ("22.11.2026", "Sunday 22 November 2026 is in the future"),
        ("aug 2026 - dec 2026", "the later end is in the future"),
        ("sept 2026 - aug 2026", "the earliest date comes after the latest"),
        ("foo 2026", "“foo” is not the name of a month"),
        ("many weeks ago", "“many” is not a number"),
        ("2023 14:30", "a time of day needs a day"),
        ("10.13.2026", "there is no such month"),
        ("31.2.2026", "there is no such day"),
        ("10.9.2026 25:00", "there is no such time of day"),
        ("1.1.1799", "the year lies outside 1800 to 2199"),
        ("9999 years ago", "date value out of range"),
    ],
)
def test_a_reason_is_said_in_the_language(text: str, reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        understood(text, TODAY, day_first=True)
    assert refusal.value.problems[0].reason == reason
    marked = Wording("xx", {key: f"«{one}»" for key, one in program().wording.sentences.items()})
    with pytest.raises(InputError) as refusal:
        understood_in(text, TODAY, True, DateWords(marked))
    assert refusal.value.problems[0].reason.startswith("«")
