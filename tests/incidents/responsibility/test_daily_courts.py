"""Terms, pleas, charges and searches as the news of the day tells them, with who says so."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, find_incidents
from onrecord.model import Report, SourceKind

pytestmark = pytest.mark.model


def rows(text: str) -> set[tuple[str, str, str]]:
    """Return actor, stance and speaker of every row."""
    (doc,) = annotate([Report("r", text, published="2024-06-10")], encoder=configured())
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    found, _ = find_attributions(doc, claims, incidents)
    return {(r.actor.name, str(r.stance), "" if r.by.kind is SourceKind.NARRATOR else r.by.name) for r in found}


KIDNAPPED = "Two Danish engineers were kidnapped near Gode in March. "
POISONED = "An exiled politician was poisoned in Almaty on Sunday. "
SHOT = "A judge was shot dead in Bogota on Monday. "


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            f"{KIDNAPPED}A court in Jijiga jailed Carlos Ruiz for 12 years for the kidnapping.",
            ("Carlos Ruiz", "convicted", "A court in Jijiga"),
        ),
        (
            (
                "The attack paralysed a hospital in Vilnius. On Tuesday the regional court gave Darius Kazlauskas "
                "six and a half years in prison for his part in the attack."
            ),
            ("Darius Kazlauskas", "convicted", "the regional court"),
        ),
        (
            "A waiter who poisoned an exiled politician in Almaty was jailed for 14 years yesterday.",
            ("A waiter", "convicted", ""),
        ),
        (
            f"{SHOT}Peter Moore has been sent to prison for life for the murder.",
            ("Peter Moore", "convicted", ""),
        ),
        (
            (
                f"{KIDNAPPED}In January a court in Jijiga sentenced the herdsmen Hassan Ali and Mukhtar Aden to "
                "15 years each for the abduction."
            ),
            ("Mukhtar Aden", "convicted", "a court in Jijiga"),
        ),
        (
            (
                "A Thai court sentenced two students to 12 years in jail for hijacking a plane. Min Zaw and Aung "
                "Lwin had pleaded guilty."
            ),
            ("Aung Lwin", "claimed", "Aung Lwin"),
        ),
        (
            f"{SHOT}Prosecutors said Thomas Byrne, 34, had confessed and was charged with murder.",
            ("Thomas Byrne", "charged", "Prosecutors"),
        ),
        (
            f"{SHOT}Prosecutors said Thomas Byrne, 34, had confessed and was charged with murder.",
            ("Thomas Byrne", "claimed", "Thomas Byrne"),
        ),
        (
            f"{SHOT}Prosecutors announced charges of aggravated homicide against Carlos Ruiz.",
            ("Carlos Ruiz", "charged", "Prosecutors"),
        ),
        (
            (
                "A cyber attack crippled hospitals in Vilnius last year. Prosecutors last spring charged Oleg Petrov, "
                "described as a major, in absentia."
            ),
            ("Oleg Petrov", "charged", "Prosecutors"),
        ),
        (
            (
                "John Miller, a worker, was charged with manslaughter after the explosion that killed the driver. "
                "He has pleaded not guilty."
            ),
            ("John Miller", "denied", "John Miller"),
        ),
        (
            (
                "A plane was hijacked to Thailand last October. A third defendant, Somchai Wong, a trader accused by "
                "prosecutors of selling the students their pistols, was acquitted."
            ),
            ("Somchai Wong", "accused-by-authority", "prosecutors"),
        ),
        (
            (
                f"{KIDNAPPED}The judges found Thomas Byrne guilty of the kidnapping. Lieutenant Hugo Soto, who had "
                "been charged by the public prosecutor with giving the order, was acquitted for lack of evidence."
            ),
            ("Hugo Soto", "charged", "the public prosecutor"),
        ),
        (
            (
                f"{KIDNAPPED}The judges found Thomas Byrne guilty of the kidnapping. Lieutenant Hugo Soto, who had "
                "been charged by the public prosecutor with giving the order, was acquitted for lack of evidence."
            ),
            ("Hugo Soto", "cleared", "The judges"),
        ),
        (
            (
                "Rebels killed nine villagers in May. A military tribunal found Major Jean Kabongo guilty of ordering "
                "the killings. Four soldiers were acquitted."
            ),
            ("Four soldiers", "cleared", "A military tribunal"),
        ),
        (
            f"{SHOT}An appeals court upheld the conviction of Salvatore Greco for the murder.",
            ("Salvatore Greco", "convicted", "An appeals court"),
        ),
        (
            f"{POISONED}The court named an officer of the service, Bek Sattorov, as the man who hired the poisoner.",
            ("Bek Sattorov", "accused-by-authority", "The court"),
        ),
        (
            f"{POISONED}Kazakhstan has issued a warrant for Bek Sattorov.",
            ("Bek Sattorov", "suspected", "Kazakhstan"),
        ),
        (
            (
                f"{POISONED}The interior ministry said a 26-year-old waiter had been detained at a railway station. "
                "He is suspected of putting the substance into a pot of tea."
            ),
            ("a 26-year-old waiter", "suspected", "The interior ministry"),
        ),
        (
            f"{POISONED}Detectives were looking for a waiter who did not come to work on Monday.",
            ("a waiter", "suspected", "Detectives"),
        ),
        (
            (
                "Pirates hijacked a tanker off Togo. Police in Lome detained a port official, Yao Mensah, on 23 May "
                "for passing on the ship's position."
            ),
            ("Yao Mensah", "suspected", "Police in Lome"),
        ),
        (
            (
                "Gunmen shot 13 mill workers in Karachi. The minister said two activists, Kashif Ansari and Saleem "
                "Qureshi, had been arrested in a raid. They had confessed to the shooting, he said."
            ),
            ("Saleem Qureshi", "claimed", "Saleem Qureshi"),
        ),
    ],
)
def test_courts_in_the_news(text: str, row: tuple[str, str, str]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{SHOT}Peter Moore was convicted of burglary in 2003 and sentenced to five years.",
        f"{SHOT}Peter Moore was arrested on suspicion of possessing a weapon.",
        f"{SHOT}Peter Moore was arrested for bothering the officers.",
        f"{SHOT}Peter Moore gave Lena Reed six years of work.",
        f"{SHOT}Peter Moore was given two years to repay the loan.",
        f"{SHOT}The widow demanded the conviction of Peter Moore.",
        f"{SHOT}Police cleared Peter Moore from the square.",
    ],
)
def test_no_row_for_other_matters(text: str) -> None:
    assert not any("Moore" in actor for actor, *_ in rows(text))
