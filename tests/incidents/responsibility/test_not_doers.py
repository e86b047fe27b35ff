"""Words that stand where a doer stands and name nobody who did it, as reports of the day are full of them."""

from __future__ import annotations

import pytest

from tests.incidents.responsibility.test_find import told

SHOT = "Two boys were shot in Larn on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{SHOT}The shooting is under investigation as a homicide by the Larn County Coroner's Office.", "Coroner"),
        (
            "A man was killed in Larn when someone in a passing silver Chevrolet Malibu fired at a crowd on Monday.",
            "Malibu",
        ),
        ("A driver lost control in Larn on Monday, killing two, and struck a Ford Explorer, which hit a wall.", "Ford"),
        (
            (
                f"{SHOT}A source said Ivo Brandt, 25, was the aggressor. The source said during an argument, he took "
                "out a gun and started shooting at them."
            ),
            "source",
        ),
        (
            (
                "Two men were killed in Larn on Monday. Sheriff Tom Busk says Ivo Brandt drove to the home. The "
                "sheriff says he shot all three with a rifle."
            ),
            "Busk",
        ),
        (f'{SHOT}"Of the cases that I\'ve been involved in, most had signs," said Sheriff Tom Busk.', "Busk"),
        (f"{SHOT}The party, in which Ivo Brandt played a founding role, met on Monday.", "Brandt"),
        (f"{SHOT}Busk said he can't say with any degree of certainty at this point who fired the gun.", "certainty"),
        (f"{SHOT}\"It's awful, and we didn't see him as a bad guy at all,\" added neighbor Nella Thorn.", "Thorn"),
        (f'{SHOT}"What is going on needs to stop. It\'s hurting everybody near it," said Nella Thorn.', "Thorn"),
        ("There was a discharge from a gun held by Dorn Vail, from Nashville, which wounded Lena Orr.", "Nashville"),
        (f"{SHOT}The Jackson County shooting on Monday wounded three.", "Jackson"),
        ("Two men were killed in a gang shooting in Larn on Monday.", "gang"),
        ("The boy was shot in Larn on Monday. He was later taken by Life Flight to Larn Hospital.", "Life"),
        (
            "Petr Orvan, 15, died Monday after being shot in the face by a relative, Medford Township police said.",
            "Medford",
        ),
        (f"{SHOT}Republicans blast the governor over the shooting.", "Republicans"),
        (f'{SHOT}"Bloggers are killing journalism," said Rhoda Pell.', "Bloggers"),
        (
            f"{SHOT}The leaders reaffirmed their shared commitment to destroying the Red Dawn, the palace said.",
            "leader",
        ),
        ("Mother shot in head by her 4-year-old child in Larn; two hurt in a second shooting on Monday.", "Mother"),
        (f"{SHOT}The Clinic Entrances Act, which Dorn Vail sponsored, passed.", "Vail"),
        (
            f"{SHOT}Dorn Vail, vice chairman of the party, is helping to launch a political action committee.",
            "Vail",
        ),
        ("The bombings in Kenya and Tanzania, which have killed nine people, were condemned on Monday.", "Tanzania"),
        (f"{SHOT}The rabbi said farmers are prohibited from killing.", "farmers"),
        ("Hurricane Betsy destroyed the village of Larn on Monday and killed nine people.", "Betsy"),
        ("Two men were hurt in Larn when his new Isuzu attacked a wall on Monday.", "Isuzu"),
        (f"{SHOT}County Judge Lawrence Kohl fired Reams at the Emergency Center on Monday.", "Kohl"),
        (f'{SHOT}"It was just pow pow pow pow," Sheppard told reporters.', "pow"),
        (
            "A girl died in Larn in July. Lena Orr was shot in the head and killed as she rode on a scooter there.",
            "Orr",
        ),
        (f"{SHOT}One of those men fired a gun at the victims striking both of them before fleeing.", "victims"),
        ("A 16-year-old girl was fatally struck by stray gunfire in Larn on Monday.", "gunfire"),
        (
            "A clerk was killed in Larn on Monday. Prosecutors tell of an ongoing gang war that killed nine people.",
            "war",
        ),
        ("A man was shot on Gold St. in Larn, while a second was struck on Home St. in Medford on Monday.", "St."),
        (f"{SHOT}Police are looking for a suspect in the shooting of a 7-year-old boy.", "suspect"),
        (
            (
                "A boy was shot in Larn on Monday. Police said the father had left the room and the child picked up "
                "the gun. It went off and hit the child in the finger."
            ),
            "olice",
        ),
    ],
)
def test_nobody_of_this_name_did_it(text: str, name: str) -> None:
    assert not [actor for actor, *_ in told(text) if name in actor]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "row"),
    [
        (f"{SHOT}Ivo Brandt is also still behind bars facing the same charges.", ("Ivo Brandt", "charged")),
        (f"{SHOT}Ivo Brandt, 24, is in custody facing a charge of attempted murder.", ("Ivo Brandt", "charged")),
        (
            f"{SHOT}Ivo Brandt is behind bars on charges of attempted murder for shooting them.",
            ("Ivo Brandt", "charged"),
        ),
        (f"{SHOT}Ivo Brandt is behind bars charged with attempted murder.", ("Ivo Brandt", "charged")),
        ("A teen accused of shooting five people near a school in Larn was denied bond.", ("A teen", "accused")),
        (
            "Ivo Brandt, 28, is accused of shooting Lena Orr. Facing a murder charge, he has no bond, police said.",
            ("Ivo Brandt", "accused"),
        ),
        (
            f"{SHOT}Dorn Vail is wanted for attempted murder and possession of a firearm by a convicted felon.",
            ("Dorn Vail", "suspected"),
        ),
        (
            f"{SHOT}Robert Dale, of Canal Winchester, Ohio, who faces murder charges, was at home.",
            ("Robert Dale", "charged"),
        ),
        (
            (
                "In the days of the Soviet Union the plant was busy. A bomb killed a clerk in Larn on Monday. Britain "
                "accused Russia of the bombing. Russia denied it."
            ),
            ("Russia", "denied"),
        ),
        (
            f"{SHOT}Petr Orvan said they stepped in to help. He said his brother fired at the boys.",
            ("his brother", "accused"),
        ),
    ],
)
def test_who_is_meant_instead(text: str, row: tuple[str, str]) -> None:
    assert row in {(actor, stance) for actor, stance, *_ in told(text)}
