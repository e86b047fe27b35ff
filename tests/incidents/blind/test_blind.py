"""Contested reports by somebody who had not seen the program: what it makes of wordings that nobody had in mind.

`seen.yaml` was read when rules were widened, `held.yaml` never was and is only scored: the distance between the two is
what the rules owe to having been read. So with `plain_read.yaml` and `plain_held.yaml`, which are worded as daily news
are, where the others seek variety, and with `news_read_*.yaml` and `news_held_*.yaml`, four reports of other outlets on
each of 28 incidents (2026-11-24: precision .67, recall .48 before anything of them was read; .57 and .42 on the held
ones). Do not read the held ones. `news_fresh_*.yaml`, of seven more incidents, are to be read next. `python -m
tests.incidents.blind.test_blind` prints the figures.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.incidents.contested.scoring import Case, cases, score

HERE = Path(__file__).parent
FLOORS = {
    "seen": (0.84, 0.68),
    "held": (0.70, 0.42),
    "plain_read": (0.75, 0.70),
    "plain_held": (0.66, 0.56),
    "news_read": (0.74, 0.62),
    "news_fresh": (0.59, 0.44),
    "news_held": (0.60, 0.48),
}
"""Precision and recall, to be raised with the figures; before rules were widened .76 and .29, .65 and .17, before the
trained reading (`incidents/responsibility/read.py`) .91 and .54, .71 and .24."""


def part(name: str) -> list[Case]:
    return [c for c in cases(folder=HERE) if re.fullmatch(rf"{name}(?:_\d)?/.*", c.name)]


@pytest.mark.model
@pytest.mark.parametrize("name", list(FLOORS))
def test_floors(name: str) -> None:
    result = score(part(name))
    precision, recall = FLOORS[name]
    head = str(result).splitlines()[0]  # the held ones stay unread, also where it fails
    assert result.asked > 50
    assert result.precision >= precision, head
    assert result.recall >= recall, head


def main() -> None:
    for name in FLOORS:
        print(name, str(score(part(name))).splitlines()[0])  # noqa: T201 - the figures


if __name__ == "__main__":
    main()
