"""The features of a pair in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onrecord.link import limits
from onrecord.link.compare import (
    FEATURES,
    days_gap,
    listed,
    measure,
    rare_words,
    shared_involved,
    shared_towns,
)
from onrecord.link.facts import Days, Facts, Rarity
from onrecord.model import Feature

Weights = Mapping[str, float]


def score(left: Facts, right: Facts, rarity: Rarity, weights: Weights) -> float:
    """Return the sum of the features' values and the bias: above 0, one event is likelier than not."""
    numbers = measure(left, right, rarity)
    return (
        another_event(left, right)
        + weights["bias"]
        + sum(weights.get(f, 0.0) * n for f, n in zip(FEATURES, numbers, strict=True))
    )


def another_event(left: Facts, right: Facts) -> float:
    """Return what it takes away when both day and town differ: attacks of one campaign share names and words."""
    if (days_gap(left.days, right.days) or 0) <= limits.ONE_NIGHT or not (left.towns and right.towns):
        return 0.0
    return 0.0 if shared_towns(left, right) else limits.ANOTHER_EVENT


def explain(left: Facts, right: Facts, rarity: Rarity, weights: Weights) -> tuple[Feature, ...]:
    """Return the parts of a score with the words compared, the weightiest first; together they are the score."""
    told = [
        _feature(name, number, weights.get(name, 0.0) * number, (left, right))
        for name, number in zip(FEATURES, measure(left, right, rarity), strict=True)
        if round(weights.get(name, 0.0) * number, limits.DIGITS)
    ]
    told.sort(key=lambda f: (-abs(f.value), f.name))
    if apart := another_event(left, right):
        text = "Both a day and a town are told, and neither the day nor the town is the other's."
        told.insert(0, Feature("another-event", apart, text, listed(left.towns), listed(right.towns)))
    start = "Two reports taken at random mostly tell different events: what every score starts from."
    return (*told, Feature("start", round(weights["bias"], limits.DIGITS), start))


def _feature(name: str, number: float, value: float, both: tuple[Facts, Facts]) -> Feature:
    text, one, other = _words(name, number, *both)
    return Feature(name, round(value, limits.DIGITS), text, one, other)


def _words(name: str, number: float, left: Facts, right: Facts) -> tuple[str, str, str]:
    """Return a sentence on a feature and its number, and what was compared on each side."""
    match name:
        case "words" | "lead":
            what = "words of both reports" if name == "words" else "headlines and first sentences"
            return f"The {what} are {number:.0%} alike, rare ones counting more.", "", ""
        case "rare-words":
            rare = ", ".join(w for w, _ in rare_words(left, right)[: limits.MOST_SHOWN])
            return f"Both use words that are rare in the case and in news: {rare}.", rare, rare
        case "involved":
            keys = shared_involved(left, right)
            one, other = _named(left, keys), _named(right, keys)
            return f"Somebody who has a part in it is named by both: {one}.", one, other
        case "others":
            keys = left.others.keys() & right.others.keys()
            one, other = _named(left, keys), _named(right, keys)
            return f"Both name {one}.", one, other
        case "same-days" | "days-apart":
            gap = days_gap(left.days, right.days)
            said = "the same day" if not gap else "1 day apart" if gap == 1 else f"{gap} days apart"
            return f"They are told to have happened {said}.", _days(left.days), _days(right.days)
        case "towns":
            keys = shared_towns(left, right)
            both = listed(_spots(left)[k] for k in keys)
            return f"Both name {both}.", both, listed(_spots(right)[k] for k in keys)
        case "spots":
            keys = left.spots.keys() & right.spots.keys()
            one, other = listed(left.spots[k] for k in keys), listed(right.spots[k] for k in keys)
            return f"Both name {one}.", one, other
        case _:
            return _more_words(name, left, right)


def _more_words(name: str, left: Facts, right: Facts) -> tuple[str, str, str]:
    if name == "regions":
        both = listed(r.partition("/")[2] for r in left.regions & right.regions)
        return f"Both name places in {both}.", both, both
    if name == "regions-differ":
        one, other = (listed(r.partition("/")[2] for r in f.regions) for f in (left, right))
        return "They name places in different regions only.", one, other
    if name == "towns-differ":
        return "They name no town in common.", listed(left.towns.values()), listed(right.towns.values())
    if name == "ages":
        return f"Both give the age {listed(map(str, left.ages & right.ages))}.", _ages(left), _ages(right)
    if name == "ages-differ":
        return "No age that one gives is in the other.", _ages(left), _ages(right)
    if name == "victims-differ":
        one, other = (listed(f.involved.get(k, k) for k in f.victims) for f in (left, right))
        return "They name different victims.", one, other
    if name == "published-apart":
        return _published(left, right)
    return _counts(name, left, right)


def _counts(name: str, left: Facts, right: Facts) -> tuple[str, str, str]:
    match name:
        case "killed":
            return f"Both count {left.killed} killed.", str(left.killed), str(right.killed)
        case "killed-differ":
            return "They count different numbers of killed.", str(left.killed), str(right.killed)
        case "injured-differ":
            return "They count different numbers of injured.", str(left.injured), str(right.injured)
        case _:
            return "They tell of different means.", left.mode, right.mode


def _published(left: Facts, right: Facts) -> tuple[str, str, str]:
    one, other = _date(left.published), _date(right.published)
    if left.published is None or right.published is None:
        return "Of one report the day of publication is not known.", one, other
    apart = abs(left.published - right.published)
    return f"The reports were published {apart} day{'' if apart == 1 else 's'} apart.", one, other


def _named(facts: Facts, keys: set[str]) -> str:
    return listed(facts.involved.get(k) or facts.others[k] for k in keys)


def _spots(facts: Facts) -> dict[str, str]:
    return {**facts.spots, **facts.towns}


def _ages(facts: Facts) -> str:
    return ", ".join(map(str, sorted(facts.ages)[: limits.MOST_SHOWN]))


def _date(day: int | None) -> str:
    return "" if day is None else dt.date.fromordinal(day).isoformat()


def _days(days: Days | None) -> str:
    if days is None:
        return ""
    return "/".join(dict.fromkeys(map(_date, days)))
