"""Records over time: how many of each quad class a day, week, month or year, and below the mean of their Goldstein scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from diurna.export.telling import report_day
from diurna.plots.style import BORDER, COLOURS, FAINT, INK, Spec, empty, framed, number, quad_colour, quad_name, span_of
from diurna.record import Event

Period = Literal["day", "week", "month", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)
MOST_DAYS, MOST_WEEKS, MOST_MONTHS = 70, 120, 180
"""How many bars there may be before the next longer period is taken."""
WIDTH = 760
TICKS = 10
"""On the axis of time, about."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of a quad class (None: statements) a day has (None: records without one), and the sum of the scores of those that have one."""

    day: date | None
    quad: int | None
    records: int
    goldstein: float = 0.0
    scored: int = 0


def timeline(events: Iterable[Event], *, by: Period | None = None, title: str | None = None) -> Spec:
    """The picture; without `by`, of the shortest period that gives not too many bars. A record counts on the first day of its act, else the report's."""
    return timeline_of(map(_tally, events), by=by, title=title)


def _tally(event: Event) -> Tally:
    day = event.when.start if event.when else report_day(event)
    return Tally(day, event.quad_code, 1, event.goldstein or 0.0, int(event.goldstein is not None))


def timeline_of(tallies: Iterable[Tally], *, by: Period | None = None, title: str | None = None) -> Spec:
    """The picture of records that were counted already, of as many as there are."""
    days: Counter[tuple[date, str]] = Counter()
    scores: defaultdict[date, list[float]] = defaultdict(lambda: [0.0, 0])
    undated = 0
    for one in tallies:
        if one.day is None:
            undated += one.records
            continue
        days[one.day, quad_name(one.quad)] += one.records
        if one.scored:
            scores[one.day][0] += one.goldstein
            scores[one.day][1] += one.scored
    if not days:
        return empty(title=title or "Records over time")
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    period = by or period_of(first, last)
    counts: Counter[tuple[date, str]] = Counter()
    for (day, quad), count in days.items():
        counts[begin_of(day, period), quad] += count
    sums: defaultdict[date, list[float]] = defaultdict(lambda: [0.0, 0])
    for day, (total, scored) in scores.items():
        sums[begin_of(day, period)][0] += total
        sums[begin_of(day, period)][1] += scored
    bars = stacked(counts, period)
    means = _means_of(sums, period)
    told = f"{number(sum(days.values()), 'record')}, {span_of(first, last)}"
    subtitle = told + (f"; {number(undated, 'record')} without a day left out" if undated else "")
    edges = [begin_of(first, period).isoformat(), end_of(last, period).isoformat()]
    body: Spec = {
        "spacing": 18,
        "resolve": {"scale": {"x": "shared"}},
        "vconcat": [_counts(bars, edges, period, labels=not means)],
    }
    if means:
        body["vconcat"].append(_means(means, edges, period))
    return framed(body, title=title or f"Records by {period}", subtitle=subtitle)


def stacked(counts: Mapping[tuple[date, str], int], period: Period) -> list[Spec]:
    """The bars by their four sides: one a period and quad class, cooperation below conflict."""
    heights: Counter[date] = Counter()
    bars = []
    for (begin, quad), count in sorted(counts.items(), key=lambda item: (item[0][0], list(COLOURS).index(item[0][1]))):
        low = heights[begin]
        heights[begin] += count
        sides = {"from": begin.isoformat(), "to": end_of(begin, period).isoformat(), "low": low, "high": low + count}
        bars.append({**sides, "quad": quad, "records": count})
    return bars


def _means_of(sums: Mapping[date, list[float]], period: Period) -> list[Spec]:
    """The mean of each period; `run` is the same for those without a gap between them."""
    means: list[Spec] = []
    run, expected = 0, None
    for begin, (total, scored) in sorted(sums.items()):
        run += begin != expected
        expected = end_of(begin, period)
        sides = {"from": begin.isoformat(), "to": expected.isoformat()}
        means.append({**sides, "run": run, "mean": round(total / scored, 2)})
    return means


def period_of(first: date, last: date) -> Period:
    """The shortest period of which there are not too many between two days."""
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return "day"
    if days / 7 <= MOST_WEEKS:
        return "week"
    return "month" if days / 30.4 <= MOST_MONTHS else "year"


def begin_of(day: date, period: Period) -> date:
    """The first day of the period that holds a day; a week begins on Monday."""
    if period == "day":
        return day
    if period == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return day.replace(day=1) if period == "month" else day.replace(month=1, day=1)


def end_of(day: date, period: Period) -> date:
    """The first day after the period that holds a day; the last that there is, where that is none."""
    begin = begin_of(day, period)
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[period]
    if (date.max - begin).days < longest:
        return date.max
    after = begin + timedelta(days=longest)
    return after if period in ("day", "week") else begin_of(after, period)


def period_name(first: date, last: date) -> str:
    """The days of a period in words: "2024", "March 2024", "4 March to 10 March 2024", "4 March 2024"."""
    if first == last:
        return span_of(first, last)
    for period, name in (("year", f"{first.year}"), ("month", f"{first:%B} {first.year}")):
        begin, end = begin_of(first, period), end_of(first, period)  # type: ignore[arg-type]
        if first == begin and (last - begin).days == (end - begin).days - 1:
            return name
    return span_of(first, last)


def _time(edges: list[str], period: Period, *, labels: bool) -> Spec:
    form: Spec = {"format": "%e %b"} if period == "day" else {}
    if period == "day" and (date.fromisoformat(edges[1]) - date.fromisoformat(edges[0])).days <= TICKS:
        form["tickCount"] = {"interval": "day", "step": 1}  # else a few days would have two ticks each
    return {
        "field": "from",
        "type": "temporal",
        "scale": {"domain": edges, "type": "utc"},
        "axis": {"title": None, "grid": False, "tickCount": TICKS, "labelOverlap": True, "labels": labels, **form},
    }


def _counts(bars: list[Spec], edges: list[str], period: Period, *, labels: bool) -> Spec:
    shown = sorted({bar["quad"] for bar in bars})
    return {
        "width": WIDTH,
        "height": 270,
        "data": {"values": bars},
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 0.7},
        "encoding": {
            "x": _time(edges, period, labels=labels),
            "x2": {"field": "to"},
            "y": {"field": "low", "type": "quantitative", "axis": {"title": f"records a {period}", "tickMinStep": 1, "format": ",d", "domain": False, "ticks": False}},
            "y2": {"field": "high"},
            "color": quad_colour(shown),
            "tooltip": [
                {"field": "from", "title": period},
                {"field": "quad", "title": "class"},
                {"field": "records", "format": ",d"},
            ],
        },
    }  # fmt: skip


def _means(means: list[Spec], edges: list[str], period: Period) -> Spec:
    score = {
        "field": "mean",
        "type": "quantitative",
        "scale": {"domain": [-10, 10]},
        "axis": {"title": "mean Goldstein score", "values": [-10, -5, 0, 5, 10], "domain": False, "ticks": False},
    }
    return {
        "width": WIDTH,
        "height": 110,
        "layer": [
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "color": BORDER, "strokeWidth": 1.2},
                "encoding": {"y": {"field": "zero", "type": "quantitative"}},
            },
            {
                "data": {"values": means},
                "transform": [{"calculate": "(+toDate(datum.from) + +toDate(datum.to)) / 2", "as": "middle"}],
                "mark": {"type": "line", "color": FAINT, "strokeWidth": 1.4, "point": {"color": INK, "size": 18}},
                "encoding": {"x": {**_time(edges, period, labels=True), "field": "middle"}, "y": score, "detail": {"field": "run"}, "tooltip": [{"field": "mean", "title": "mean Goldstein score"}]},
            },
        ],
    }  # fmt: skip
