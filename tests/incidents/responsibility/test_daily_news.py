"""Who holds whom responsible in the wordings of daily news."""

from __future__ import annotations

import pytest

from tests.incidents.responsibility.test_find import rows

BOMB = "A bomb killed nine people at a market in Lima on Monday. "
SHOT = "Three people were shot dead in Lurgan on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "row"),
    [
        (f"{SHOT}Councillor Peter Harris said he held the Loyal Watch to blame.", ("Loyal Watch", "accused", "Harris")),
        (f"{BOMB}The opposition held the president responsible.", ("president", "accused", "opposition")),
        (f"{BOMB}The Harvest Front said in a leaflet that its fighters had done it.", ("", "claimed", "Front")),
        (f"{BOMB}The union said the army bombed the market.", ("army", "accused", "union")),
        (
            f"{SHOT}A caller told the newsroom that the killings had been carried out by the Ulster Loyal Watch.",
            ("Loyal Watch", "claimed", "caller"),
        ),
        (
            f"{BOMB}The Harvest Front is on a list of banned groups, and was accused by Kenya of bombing the market.",
            ("Front", "accused-by-authority", "Kenya"),
        ),
        (f"{BOMB}Tim Lee, a member of parliament, said Chile bombed the market.", ("Chile", "accused", "Lee")),
        (
            f"{BOMB}In a call to a Lima radio station, a man who said he spoke for the Harvest Front denied it all.",
            ("Front", "denied", "man"),
        ),
        (f"{BOMB}A nurse said government planes had bombed the market.", ("government", "accused", "nurse")),
        (f"{SHOT}A widow said they were killed by the bullets of the army.", ("army", "accused", "widow")),
        (
            f"{BOMB}A spokesman for the Harvest Front, which the union blamed on the first day, said nothing.",
            ("Harvest Front", "accused", "union"),
        ),
        (
            f"{SHOT}Police said soldiers from the garrison and members of a militia shot the men.",
            ("members", "accused-by-authority", "Police"),
        ),
    ],
)
def test_a_row(text: str, row: tuple[str, str, str]) -> None:
    actor, stance, by = row
    found = [(r.actor.name, str(r.stance), r.by.name) for r in rows(text)]
    assert any(actor in a and s == stance and by in b for a, s, b in found), found
