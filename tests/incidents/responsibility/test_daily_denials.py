"""Denials as the news of the day words them: who did not do it, in whose words, and that they answer the deed told."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, find_incidents
from onrecord.model import Attribution, Report, Stance

pytestmark = pytest.mark.model
NOT_HE = (Stance.DENIED, Stance.CLEARED)

BOMB = "A bomb killed four people at a market in Arequipa on Tuesday. The army blamed the Highland Front."
TAKEN = (
    "Two aid workers were kidnapped near Garissa on Friday. Police Commissioner Daniel "
    "Otieno said the kidnapping was carried out by the Coast Liberation Front, a rebel "
    "group."
)
SHELL = (
    "A shell killed three children at a school in Tavush on Tuesday. Armenia said the "
    "shell was fired by Azerbaijani forces."
)
SHOT = (
    "Kurt Weber was shot dead in Leipzig on Monday. Prosecutors charged Stefan Huber, 41, a locksmith, with the murder."
)
POISONED = (
    "A poisoning left the journalist Pavel Marek in a coma in Vienna on Monday. His wife "
    "accused Belarus of ordering the poisoning."
)
HIJACKED = (
    "Men hijacked an airliner on its way to Dakar on Sunday. The government said the "
    "hijacking was organised by the League of Free Students."
)
VILLAGE = (
    "Nine villagers were shot dead in Kibaya on Saturday. A survivor, Grace Mushi, said police had shot the villagers."
)
HACKED = "Hackers attacked the power grid in Riga on Monday. Latvia accused Russia of the attack."
RAID = (
    "A warplane bombed a hospital in Taiz on Monday, killing 12 patients. Doctors said the "
    "plane was Saudi. The rebels accused Saudi Arabia of the bombing."
)
FIRE = (
    "Three miners were killed in a fire in Durban on Monday. The union accused the company "
    "Kestrel Gold of setting the fire."
)


def rows(text: str) -> tuple[Attribution, ...]:
    """Return the rows of a report."""
    (doc,) = annotate([Report("r", text, published="2024-06-10")], encoder=configured())
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    return find_attributions(doc, claims, incidents)[0]


def _is(names: str, name: str) -> bool:
    return any(n.lower() in name.lower() for n in names.split("|"))


@pytest.mark.parametrize(
    ("lead", "text", "actor", "stance", "by"),
    [
        (BOMB, "The Highland Front dismissed that as fantasy.", "Highland Front", "denied", "Highland Front"),
        (HACKED, "Russia's foreign ministry dismissed that as fantasy.", "Russia", "denied", "Russia|foreign ministry"),
        (
            HACKED,
            "The Russian embassy in Riga described the allegation as a provocation.",
            "Russia",
            "denied",
            "embassy|Russia",
        ),
        (
            BOMB,
            "The Front's spokesman, Carlos Quispe, called the report a lie.",
            "Highland Front|Front",
            "denied",
            "Quispe|Front",
        ),
        (
            BOMB,
            "A spokesman for the Highland Front called the broadcast a lie.",
            "Highland Front",
            "denied",
            "spokesman|Front",
        ),
        (BOMB, "The Highland Front said that was nonsense.", "Highland Front", "denied", "Highland Front"),
        (BOMB, "The Highland Front said the report was untrue.", "Highland Front", "denied", "Highland Front"),
        (SHOT, "Huber has always rejected the charge.", "Huber", "denied", "Huber"),
        (HIJACKED, "The league rejects any part in the affair.", "League", "denied", "League"),
        (HIJACKED, "The League of Free Students rejected any role in the hijacking.", "League", "denied", "League"),
        (HIJACKED, "The League of Free Students said the hijack was not its work.", "League", "denied", "League"),
        (HIJACKED, "The League of Free Students said it had no part in what was done.", "League", "denied", "League"),
        (HIJACKED, "The league said its members had no part in what happened.", "League|members", "denied", "League"),
        (
            HIJACKED,
            "The league's chairman, Ousmane Diop, said none of his members had been involved.",
            "League|members",
            "denied",
            "Diop|League",
        ),
        (
            VILLAGE,
            "The police chief, John Mrema, said no officer of his had been involved.",
            "police|officer",
            "denied",
            "Mrema|police",
        ),
        (VILLAGE, "Police said no officer had been involved.", "police", "denied", "police"),
        (HACKED, "Russia said there was no Russian involvement.", "Russia", "denied", "Russia"),
        (
            SHELL,
            "The Azerbaijani Defence Ministry said no Azerbaijani unit fired that day.",
            "Azerbaijan",
            "denied",
            "Azerbaijan|army|Ministry",
        ),
        (
            SHELL,
            "Azerbaijan's Defence Ministry said none of its units fired on Tuesday.",
            "Azerbaijan",
            "denied",
            "Azerbaijan|army|Ministry",
        ),
        (
            SHELL,
            '"Our units did not open fire on Tuesday," a spokesman for the Azerbaijani army, Rauf Aliyev, said.',
            "Azerbaijan|army|Ministry",
            "denied",
            "Aliyev",
        ),
        (
            SHELL,
            "Azerbaijan's Defence Ministry rejected the allegation.",
            "Azerbaijan",
            "denied",
            "Azerbaijan|army|Ministry",
        ),
        (SHELL, "Azerbaijan denied that its forces had fired on the school.", "Azerbaijan", "denied", "Azerbaijan"),
        (SHELL, "Azerbaijan said its forces had not fired a shot that day.", "Azerbaijan", "denied", "Azerbaijan"),
        (BOMB, "The Highland Front said it does not plant bombs.", "Highland Front", "denied", "Highland Front"),
        (
            POISONED,
            "The Belarusian foreign ministry said the country does not poison people.",
            "Belarus",
            "denied",
            "Belarus|ministry",
        ),
        (POISONED, "Belarus said it had poisoned nobody.", "Belarus", "denied", "Belarus"),
        (
            POISONED,
            "Foreign Ministry spokeswoman Olga Petrova said Belarus had not poisoned anyone.",
            "Belarus",
            "denied",
            "Petrova|Belarus",
        ),
        (
            VILLAGE,
            "Police spokesman John Mrema said officers did not shoot villagers.",
            "police|officers",
            "denied",
            "Mrema",
        ),
        (
            TAKEN,
            "In London, the front's representative, Hassan Ali, said it had not taken the aid workers.",
            "Front",
            "denied",
            "Ali|Front",
        ),
        (TAKEN, "The Coast Liberation Front said it had kidnapped nobody.", "Front", "denied", "Front"),
        (
            TAKEN,
            '"Our fighters do not go to Garissa. We were not involved," its London office said.',
            "Front",
            "denied",
            "Front|office",
        ),
        (TAKEN, "Its London office denied the charge.", "Front", "denied", "Front|office"),
        (TAKEN, "The front's London office said it was not involved.", "Front", "denied", "Front|office"),
        (SHOT, "A lawyer for Huber said his client had been on leave.", "Huber", "denied", "lawyer"),
        (
            SHOT,
            "Huber's lawyer, Anna Vogel, said her client had been in Hamburg that night.",
            "Huber",
            "denied",
            "Vogel",
        ),
        (
            SHOT,
            "His wife, Martina, told the court that he was at home with their baby that night.",
            "Huber",
            "denied",
            "Martina",
        ),
        (SHOT, "His parents insist he was at a football match.", "Huber", "denied", "parents"),
        (SHOT, "Huber told the court that he had spent the night at his sister's house.", "Huber", "denied", "Huber"),
        (SHOT, "Huber told the court that he had never met Weber and had shot nobody.", "Huber", "denied", "Huber"),
        (SHOT, "Huber said he had touched no weapon that week.", "Huber", "denied", "Huber"),
        (
            SHOT,
            "His lawyer said her client had hurt nobody and was being made a scapegoat.",
            "Huber",
            "denied",
            "lawyer",
        ),
        (SHOT, "Huber shouted from the dock that he was innocent.", "Huber", "denied", "Huber"),
        (SHOT, "He has pleaded not guilty.", "Huber", "denied", "Huber"),
        (SHOT, "Huber denies having laid a hand on him.", "Huber", "denied", "Huber"),
        (SHOT, '"I didn\'t do this," Huber said.', "Huber", "denied", "Huber"),
        (SHOT, "Huber said outside the court that he did not do it.", "Huber", "denied", "Huber"),
        (SHOT, "Huber is said by his solicitor to have been in Prague that night.", "Huber", "denied", "solicitor"),
        (SHOT, "His brother Karl said Huber would never hurt anybody.", "Huber", "denied", "Karl"),
        (SHOT, "An inquiry found that Huber had taken no part in the killing.", "Huber", "cleared", "inquiry"),
        (
            VILLAGE,
            "A commission of inquiry found that police had taken no part in the shooting.",
            "police",
            "cleared",
            "commission",
        ),
        (
            VILLAGE,
            "An inquiry under Judge Amina Salum found that no member of the police had been involved.",
            "police|member",
            "cleared",
            "inquiry|Salum",
        ),
        (VILLAGE, "The inquiry found that the police had not shot the villagers.", "police", "cleared", "inquiry"),
        (VILLAGE, "A court found no evidence that the police had been involved.", "police", "cleared", "court"),
        (VILLAGE, "The judge ruled that the police were not responsible.", "police", "cleared", "judge"),
        (
            HIJACKED,
            "A spokesman for the League of Free Students said the league had known nothing of the plan.",
            "League",
            "denied",
            "spokesman",
        ),
        (
            HIJACKED,
            "Lawyer Awa Ndiaye, who speaks for the league, said its members had no part in what happened.",
            "League|members",
            "denied",
            "Ndiaye",
        ),
        (
            HIJACKED,
            "Senator Moussa Fall backed the league up, saying its members had not touched the plane.",
            "League",
            "denied",
            "Fall",
        ),
        (
            BOMB,
            "The Highland Front said the accusation was an invention.",
            "Highland Front",
            "denied",
            "Highland Front",
        ),
        (BOMB, '"This is absurd," said Carlos Quispe, the Front\'s leader.', "Front", "denied", "Quispe"),
        (BOMB, "The Highland Front has denied this in two statements.", "Highland Front", "denied", "Highland Front"),
        (BOMB, "The Highland Front has rejected this.", "Highland Front", "denied", "Highland Front"),
        (BOMB, "The Highland Front disputed that.", "Highland Front", "denied", "Highland Front"),
        (BOMB, "The Front insists it had no fighters in the area.", "Front", "denied", "Front"),
        (BOMB, "The Highland Front said it knew nothing of the bomb.", "Highland Front", "denied", "Highland Front"),
        (BOMB, "The Highland Front said it had not planted the bomb.", "Highland Front", "denied", "Highland Front"),
        (
            BOMB,
            '"We did not do it," the Highland Front said in a statement.',
            "Highland Front",
            "denied",
            "Highland Front",
        ),
        (
            BOMB,
            '"Our fighters had no hand in it," said a spokesman for the Highland Front.',
            "Highland Front",
            "denied",
            "spokesman|Front",
        ),
        (BOMB, '"We do not kill farmers," said Carlos Quispe, the Front\'s leader.', "Front", "denied", "Quispe|Front"),
        (SHELL, "Baku says it is a fabrication.", "Azerbaijan|Baku", "denied", "Azerbaijan|Baku"),
        (
            SHELL,
            "No Azerbaijani aircraft had fired on the village, the Defence Ministry in Baku said.",
            "Azerbaijan",
            "denied",
            "Ministry",
        ),
        (POISONED, "Minsk called that ridiculous.", "Belarus|Minsk", "denied", "Belarus|Minsk"),
        (
            POISONED,
            "The embassy of Belarus in Vienna said Minsk had nothing to do with it.",
            "Belarus|Minsk",
            "denied",
            "embassy|Belarus",
        ),
        (POISONED, "Belarus has repeated several times that it is innocent.", "Belarus", "denied", "Belarus"),
        (
            POISONED,
            "Belarus again denied that any state body was involved in the poisoning.",
            "Belarus|body",
            "denied",
            "Belarus",
        ),
        (
            POISONED,
            "Austria's interior minister said Belarus had not been involved.",
            "Belarus",
            "denied",
            "Austria|minister",
        ),
        (
            BOMB,
            "Front leader Carlos Quispe told reporters his men had planted no bomb.",
            "Front",
            "denied",
            "Quispe|Front",
        ),
        (BOMB, '"It was not us," said Carlos Quispe, who leads the Front.', "Front", "denied", "Quispe"),
        (BOMB, "In a statement, the Front said none of its fighters had been in the city.", "Front", "denied", "Front"),
        (BOMB, '"We had nothing to do with this," the Front said.', "Front", "denied", "Front"),
        (BOMB, "The Front denied planting the bomb.", "Front", "denied", "Front"),
        (BOMB, "The Front has denied any role.", "Front", "denied", "Front"),
        (BOMB, "The Front denies it.", "Front", "denied", "Front"),
        (BOMB, "The Front rejected the accusation.", "Front", "denied", "Front"),
        (
            BOMB,
            "The Front's political wing condemned the bombing and said its members were not behind it.",
            "Front|members",
            "denied",
            "wing|Front",
        ),
        (
            BOMB,
            "The Highland Front accused the army of lying and said it never attacks markets.",
            "Highland Front",
            "denied",
            "Highland Front",
        ),
        (
            POISONED,
            "The Belarusian ambassador, Igor Novak, called the accusation groundless.",
            "Belarus",
            "denied",
            "Novak|Belarus",
        ),
        (
            POISONED,
            "A spokesman for the Belarusian president said Minsk was not involved.",
            "Belarus|Minsk",
            "denied",
            "spokesman|Belarus",
        ),
        (
            RAID,
            "Saudi Arabia's Defence Ministry said no Saudi aircraft had been in the air at the time.",
            "Saudi",
            "denied",
            "Ministry|Saudi",
        ),
        (RAID, "The Saudi-led coalition said it did not target hospitals.", "Saudi|coalition", "denied", "coalition"),
        (RAID, "Riyadh denied that its planes had bombed the hospital.", "Saudi|Riyadh", "denied", "Riyadh|Saudi"),
        (
            RAID,
            "Brigadier Ahmed Qasim, a spokesman for the Saudi military, said its pilots had not bombed any hospital.",
            "Saudi",
            "denied",
            "Qasim",
        ),
        (
            FIRE,
            "Kestrel Gold's chief executive, Peter Smit, said the company had set no fire.",
            "Kestrel Gold|company",
            "denied",
            "Smit|Kestrel",
        ),
        (
            FIRE,
            "The company said the allegation was without foundation.",
            "Kestrel Gold|company",
            "denied",
            "company|Kestrel",
        ),
        (FIRE, "The company strongly denied the allegation.", "Kestrel Gold|company", "denied", "company|Kestrel"),
        (VILLAGE, "Police denied shooting anyone.", "police", "denied", "police"),
        (VILLAGE, "Police denied opening fire.", "police", "denied", "police"),
        (VILLAGE, "The police chief insisted that none of his men had fired.", "police|men", "denied", "chief"),
        (VILLAGE, "Home Affairs Minister Ali Juma said the police had not killed anybody.", "police", "denied", "Juma"),
        (VILLAGE, "Police said they had not fired a single shot.", "police", "denied", "police"),
        (
            VILLAGE,
            '"My officers did not shoot anyone," said the police chief, John Mrema.',
            "police|officers",
            "denied",
            "Mrema",
        ),
        (
            VILLAGE,
            "A parliamentary committee concluded that the police were not to blame.",
            "police",
            "cleared",
            "committee",
        ),
        (SHOT, "Huber's mother, Ingrid, said her son was innocent.", "Huber", "denied", "Ingrid"),
        (SHOT, '"My son did not do this," said his mother, Ingrid.', "Huber", "denied", "Ingrid"),
        (SHOT, "Huber's lawyer said the police had the wrong man.", "Huber", "denied", "lawyer"),
        (SHOT, "Huber's lawyer, Anna Vogel, said he had an alibi.", "Huber", "denied", "Vogel"),
        (SHOT, '"I have never killed anyone," Huber told the court.', "Huber", "denied", "Huber"),
        (SHOT, "Huber denied the charge.", "Huber", "denied", "Huber"),
        (SHOT, "Huber denied murder.", "Huber", "denied", "Huber"),
        (SHOT, "Huber denies killing Weber.", "Huber", "denied", "Huber"),
        (SHOT, "Huber maintained that he was in bed at the time.", "Huber", "denied", "Huber"),
        (SHOT, "Through his lawyer, Huber denied any wrongdoing.", "Huber", "denied", "Huber"),
        (TAKEN, "The front has denied involvement.", "Front", "denied", "front"),
        (TAKEN, "The group said it was not holding the hostages.", "Front|group", "denied", "group|Front"),
        (HACKED, "Moscow has denied responsibility.", "Russia|Moscow", "denied", "Moscow|Russia"),
        (HACKED, "The Kremlin dismissed the charge.", "Russia|Kremlin", "denied", "Kremlin"),
        (
            HACKED,
            "Russia's ambassador, Oleg Sokolov, said his country had no part in any attack.",
            "Russia",
            "denied",
            "Sokolov",
        ),
        (
            HACKED,
            "The foreign ministry in Moscow called the accusation Russophobic hysteria.",
            "Russia",
            "denied",
            "ministry",
        ),
    ],
)
def test_answers_the_deed_told_before(lead: str, text: str, actor: str, stance: str, by: str) -> None:
    found = rows(f"{lead}\n\n{text}")
    denied = [r for r in found if r.stance in NOT_HE]
    assert [str(r.stance) for r in denied] == [stance], [(r.actor.name, r.by.name) for r in denied]
    assert _is(actor, denied[0].actor.name), denied[0].actor.name
    assert _is(by, denied[0].by.name), denied[0].by.name
    assert denied[0].incident == next(r.incident for r in found if r.stance not in NOT_HE)


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        (POISONED, "The Belarusian embassy declined to comment."),
        (SHOT, "Huber told police he did not know Weber."),
        (HIJACKED, "The league insists that it is a peaceful movement."),
        (BOMB, "The governor said nobody was hurt in a second explosion."),
        (BOMB, "Mayor Rosa Flores said no soldier had been in the market."),
        (BOMB, "The mayor rejected calls for a curfew."),
        (BOMB, "The mayor said she had no knowledge of any survivors."),
        (BOMB, "The army denied that the death toll was higher."),
        (BOMB, "The president denied that talks had broken down."),
        (SHOT, "Weber was at a bar that night, friends said."),
        (SHOT, "His wife said Weber was at home in the evening."),
        (SHOT, "Weber's mother said her son had never hurt anybody."),
        (SHOT, "Police said they did not find the gun."),
        (SHOT, "Witnesses said nobody had seen the gunman."),
        (VILLAGE, "Grace Mushi said the villagers had hurt nobody."),
        (VILLAGE, "No officer has been charged."),
        (VILLAGE, "The police chief said no officer was injured."),
        (VILLAGE, "The minister said no policeman had been in the village before Saturday."),
        (TAKEN, "The aid workers had no guards with them at the time, their charity said."),
        (HIJACKED, "The pilot, Ibra Fall, said he was at the controls at the time."),
        (HIJACKED, "Nobody from the airline was available for comment."),
        (HACKED, "Latvia said no Latvian data had been stolen."),
        (FIRE, "The union said it had no part in the talks."),
    ],
)
def test_denies_nothing(lead: str, text: str) -> None:
    assert not [(r.actor.name, str(r.stance)) for r in rows(f"{lead}\n\n{text}") if r.stance in NOT_HE]
