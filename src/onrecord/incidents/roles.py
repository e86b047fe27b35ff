"""Who did what to whom: fills the places of an event word from the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from onrecord.annotate.extensions import notes
from onrecord.incidents import words
from onrecord.incidents.banner import find_banner
from onrecord.incidents.draft import Draft, Filler
from onrecord.incidents.kinds import entity, entity_index, is_body, is_person, is_street, is_town, is_weapon, kin
from onrecord.incidents.postponed import postponed
from onrecord.incidents.syntax import (
    all_of,
    child,
    child_of_agent,
    content,
    contrasted,
    passive,
    patient,
    phrase_bounds,
    phrases,
    referent,
    subject,
)
from onrecord.lexicon.schema import EventWord
from onrecord.model import EntityKind, RoleKind, SegmentKind, Span

_PARTS_OF_BODY = frozenset(
    {"back", "head", "leg", "chest", "face", "neck", "arm", "stomach", "shoulder", "foot", "abdomen", "hand"}
)
_SELF = frozenset({"himself", "herself", "themselves", "itself", "yourself", "myself"})
SELF_DONE = "does it to himself:"
_LEADS = frozenset({"lead", "head", "chair"})
_DELEGATIONS = frozenset({"delegation", "team", "negotiator", "side"})


def fill(draft: Draft) -> None:
    """Put everybody and everything that the syntax ties to the trigger into the draft."""
    seen: set[tuple[RoleKind, int]] = set()
    blamed = _under_accusation(draft.token)
    banner = _banner_beside(draft)
    for part, head, why in _places(draft):
        for one in (o for o in all_of(head) if o.lower_ not in _SELF and not banner.start <= o.idx < banner.end):
            kind = None if one.i < draft.token.i and contrasted(one) else _kind(part, one)
            if kind is None or _not_struck(draft, kind, one) or (kind, one.i) in seen or one.i == draft.token.i:
                continue
            seen.add((kind, one.i))
            draft.fillers.append(filler(kind, one, why))
            if kind is RoleKind.PERPETRATOR:
                for body in bodies_of(one):
                    if (RoleKind.PERPETRATOR_ORGANISATION, body.i) not in seen:
                        seen.add((RoleKind.PERPETRATOR_ORGANISATION, body.i))
                        draft.fillers.append(filler(RoleKind.PERPETRATOR_ORGANISATION, body, f"whose {one.lower_}"))
    if blamed:
        for f in draft.fillers:
            f.asserted = f.kind not in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)


_STRUCK = (RoleKind.VICTIM, RoleKind.TARGET)
_PAGE = frozenset({"share", "tweet", "advertisement", "advertisements", "email", "print", "subscribe", "newsletter"})
_SITES = frozenset({"facebook", "twitter", "instagram", "whatsapp", "youtube", "pinterest"})


def _not_struck(draft: Draft, kind: RoleKind, one: Token) -> bool:
    """Say whether a word cannot be what is struck: a town that somebody is shot in, a word of the page around it."""
    if kind not in _STRUCK:
        return False
    shot_in = draft.entry.mode == "firearms" and (
        (kind is RoleKind.TARGET and one.ent_type_ in ("GPE", "LOC")) or (one.dep_ == "pobj" and is_town(one))
    )
    return shot_in or _of_page(one)


def _of_page(word: Token) -> bool:
    """Say whether a word is one of the page around a report, or a web address."""
    if word.like_url or word.text.startswith(("http", "www.", "pic.")):
        return True
    name = word.text.istitle() or word.is_upper
    if name and word.lower_ in _PAGE:
        return not any(c.dep_ in ("det", "poss") for c in word.lefts)
    return word.lower_ in _SITES and word.pos_ == "PROPN"


def _banner_beside(draft: Draft) -> Span:
    """Return where the outlet names itself in the headline that holds the trigger: it has no part in what is told."""
    report = notes(draft.token.doc).report
    inside = draft.segment >= 0 and report.segments[draft.segment].kind is SegmentKind.HEADLINE
    return find_banner(report) if inside else Span(0, 0)


_ACCUSES = frozenset(
    {"accuse", "blame", "suspect", "charge", "allege", "deny", "indict", "implicate", "clear", "acquit"}
)


_CHARGES = frozenset(
    {"charge", "count", "convict", "indict", "book", "arrest", "plead", "guilty", "suspicion", "conviction", "accuse"}
)


def is_charge(token: Token) -> bool:
    """Say whether a noun names a crime that somebody is charged with ("booked on two counts of murder")."""
    if any(c.dep_ in ("det", "poss") for c in token.children):  # "charged with the bombing": that one
        return False
    return under_charge(token)


def under_charge(token: Token) -> bool:
    """Say whether a noun is what somebody is charged with or held for: the date beside it is that of the charge."""
    step = token
    for _ in range(4):
        if step.head == step or step.dep_ not in ("pobj", "prep", "compound", "amod", "nmod", "conj", "dobj"):
            return False
        step = step.head
        if step.lemma_.lower() in _CHARGES:
            return True
    return False


def _under_accusation(token: Token) -> bool:
    """Say whether the trigger is what somebody is accused of, or denies."""
    step = token
    for _ in range(4):
        if step.head == step or step.dep_ not in ("pcomp", "xcomp", "ccomp", "prep", "pobj", "dobj", "acl"):
            return False
        step = step.head
        if step.lemma_ in _ACCUSES:
            return True
    return False


def bodies_of(head: Token) -> Iterator[Token]:
    """Yield the bodies that a phrase for persons names: "Red Dawn rebels", "members of the army", "army troops"."""
    heads = [head, content(head)] if content(head) != head else [head]
    for one in heads:
        for c in one.lefts:
            if c.dep_ in ("compound", "nmod", "poss", "amod") and _body_word(c) and not _given_name(c, one):
                yield c
        for prep, held in phrases(one):
            if prep in ("of", "from") and held.i not in {h.i for h in heads} and _body_word(held):
                yield held


def _given_name(token: Token, head: Token) -> bool:
    """Say whether a word is part of a person's name."""
    known = entity(head)
    if known is None or known.kind is not EntityKind.PERSON or not known.named or token.dep_ != "compound":
        return False
    return token.lower_ in known.name.lower().split()


def _body_word(token: Token) -> bool:
    if token.ent_type_ in ("GPE", "NORP", "DATE", "PERSON", "CARDINAL"):
        return False
    if is_body(token):
        return True
    acronym = token.text.isupper() and 2 < len(token) <= 7 and token.text.isalpha()
    return acronym and token.pos_ == "PROPN"


def filler(kind: RoleKind, head: Token, why: str) -> Filler:
    """Return a filler with the words of its mention, where it heads one, else of its noun phrase."""
    index = entity_index(head)
    known = entity(head)
    if known is not None:
        relative = kin(head) if not known.named else None
        for mention in known.mentions:
            if mention.span.start <= head.idx < mention.span.end:
                index = notes(head.doc).entities.index(relative) if relative is not None else index
                return Filler(kind, head, mention.span, index, why)
    start, end = phrase_bounds(head)
    if kind is RoleKind.INSTRUMENT:
        end = _with_its_place(head, end)
        if head.dep_ == "compound" and head.lemma_.lower() in _VEHICLES and head.head.i == head.i + 1:
            end = max(end, head.i + 2)  # "a car explosion": a car alone is no weapon
    first, last = head.doc[start], head.doc[end - 1]
    if head.dep_ == "poss" and last.tag_ == "POS":
        last = head.doc[end - 2] if end - 2 >= start else last
    return Filler(kind, head, Span(first.idx, max(last.idx + len(last), first.idx)), index, why)


_PUT = frozenset(
    {"plant", "place", "hide", "attach", "strap", "conceal", "leave", "rig", "pack", "load", "bury", "fix"}
)
_LONGEST_PLACE = 8
_VEHICLES = frozenset(
    {
        "car",
        "scooter",
        "van",
        "truck",
        "motorcycle",
        "bicycle",
        "suitcase",
        "bag",
        "briefcase",
        "parcel",
        "package",
        "pickup",
    }
)


def _with_its_place(head: Token, end: int) -> int:
    """Return the end of a weapon's phrase with where it was put: "a bomb hidden in a cart"."""
    for c in head.children:
        if c.dep_ == "acl" and c.lemma_ in _PUT:
            places = [held.i + 1 for _, held in phrases(c) if held.i - head.i <= _LONGEST_PLACE]
            return max([end, *places])
    return end


def _around(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield the phrases of a trigger, and those of a part of the body in it ("shot in the back inside a shop")."""
    for prep, head in phrases(token):
        yield prep, head
        if head.lemma_.lower() in _PARTS_OF_BODY:
            yield from phrases(head)


def _is_finding(noun: Token) -> bool:
    """Say whether "by" behind a deed names who calls it so: "ruled a homicide by the coroner", "investigated as"."""
    above = noun.head
    finds = above.lemma_ in ("rule", "deem", "classify", "declare", "consider")
    return (noun.dep_ == "pobj" and above.lower_ == "as") or (noun.pos_ == "NOUN" and finds)


_AROUND = frozenset({"inside", "outside", "near", "in front of"})


def _places(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, entry = draft.token, draft.entry
    if token.pos_ in ("VERB", "AUX"):
        yield from _of_verb(draft)
    elif entry.pos == "adj":
        yield from _of_adjective(token)
    else:
        yield from _of_noun(draft)
    slots = dict(s.split("=", 1) for s in entry.slots)
    for prep, head in _around(token):
        if prep != "by" or not _is_finding(token):
            yield from _behind(draft, prep, head, slots)
    if entry.type == "ASSAULT":
        yield from _weapons_near(token)


def _behind(draft: Draft, prep: str, head: Token, slots: Mapping[str, str]) -> Iterator[tuple[str, Token, str]]:
    """Yield what stands behind a preposition that hangs on the trigger, with its part."""
    token = draft.token
    if prep == "on" and token.head.lemma_ in ("blame", "pin"):  # "blamed the shooting on the clan"
        return
    if prep == "in" and slots.get(prep) == "site" and head.lemma_.lower() in _VEHICLES:
        return  # where the bomb was, not its aim
    if slots.get(prep) == "whose":  # "an attempt on the life of the prefect"
        owners = (child(head, "poss"), next((held for of, held in phrases(head) if of == "of"), None))
        yield from (("victim", one, f"whose {head.lower_}") for one in owners if one is not None)
    elif prep in slots:
        yield _part_behind(prep, token, head, slots[prep]), head, f"{prep} {token.lower_}"
    elif prep in _AROUND and draft.entry.type == "ASSAULT":
        yield "site", head, f"{prep}, of {token.lower_}"
    elif prep in ("with", "using") and is_weapon(head):
        yield "instrument", head, f"with a weapon, beside {token.lower_}"


def _part_behind(prep: str, token: Token, head: Token, part: str) -> str:
    """Return the part of what stands behind a preposition, where the word decides between an aim and a site.

    "Shot the clerk at a bank" says where, "shot at a bank" at what; "the attack on Mill Street" says where.
    """
    elsewhere = prep == "at" and part == "patient" and child(token, "dobj") is not None and not is_person(head)
    return "site" if elsewhere or (prep == "on" and is_street(head)) else part


_AIMED = frozenset({"at", "on", "into", "from", "towards", "toward"})

_BEFALL = frozenset({"target", "hit", "strike"})
_SHOT_AT = frozenset({"at", "into"})
"""What "shot" takes where it has no object; "shot on Mill Street" says where somebody was."""


def short_passive(token: Token, entry: EventWord) -> bool:
    """Say whether a verb of harm without an object is a passive that the parse missed ("boy fatally shot in Larn").

    Who shoots or kills does it to somebody; headlines leave out the "was".

    Args:
        token: the verb.
        entry: what the lexicon has of it.
    """
    if token.tag_ not in ("VBD", "VBN") or entry.object not in ("patient", "victim") or passive(token):
        return False
    befalls = entry.harm or entry.mode == "firearms" or token.lemma_.lower() in _BEFALL
    if not befalls or child(token, "aux", "auxpass") is not None:
        return False
    doer = child(token.head if token.dep_ == "conj" else token, "nsubj")
    if doer is not None and doer.tag_ == "PRP":
        return False  # "admitted that he shot and killed": no headline, whatever the parser makes of the object
    by = child_of_agent(token)
    if by is not None and is_person(by) and patient(token) is None:
        return True
    bare = child(token, "nsubj", "nsubjpass", "dobj") is None
    if bare and token.dep_ == "conj" and passive(token.head):
        return True  # "was shot and killed on the road"
    alone = child(token, "nsubj") is not None  # "left one dead and her aunt wounded": what "left" has is not its own
    joined = (c for c in token.conjuncts if c.i > token.i or not alone)
    if patient(token) is not None or any(child(c, "dobj") is not None for c in (token, *joined)):
        return False
    aimed = _SHOT_AT if token.lemma_.lower() == "shoot" else _AIMED - {"at"} if entry.harm else _AIMED
    return not any(prep in aimed and held.ent_type_ not in ("DATE", "TIME") for prep, held in phrases(token))


def to_himself(verb: Token) -> bool:
    """Say whether somebody is told to have done it to himself ("shot himself"): he is hurt, and nobody is blamed."""
    held = child(verb, "dobj") if verb.pos_ == "VERB" else None
    if held is None:
        return False
    return held.lower_ in _SELF or (held.lemma_.lower() == "life" and any(c.lower_ == "own" for c in held.lefts))


def _of_verb(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, entry = draft.token, draft.entry
    if to_himself(token):
        doer = subject(token)
        if doer is not None and entry.object:
            yield entry.object, doer, f"{SELF_DONE} {token.lower_}"
    elif entry.object in ("patient", "victim") and (late := postponed(token)) is not None:
        doer = subject(token)
        if entry.subject and doer is not None and doer != late:
            yield entry.subject, doer, f"subject of {token.lower_}"
        yield entry.object, late, f"object behind {token.lower_}"
    elif short_passive(token, entry):
        held = subject(token) or (token.head if token.dep_ == "acl" else None)
        if held is not None:
            yield entry.object, held, f"subject of {token.lower_}, which has no object"
    elif passive(token):
        yield from _of_passive(draft)
    else:
        yield from _of_active(draft)


def _of_passive(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, entry = draft.token, draft.entry
    done_to = patient(token)
    if done_to is not None:
        yield (entry.object or entry.subject), done_to, f"passive subject of {token.lower_}"
    by = child_of_agent(token)
    if by is not None and entry.subject:
        yield entry.subject, by, f"agent of {token.lower_}"


def _of_active(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, entry = draft.token, draft.entry
    if entry.subject:
        doer = subject(token)
        if doer is not None:
            yield entry.subject, doer, f"subject of {token.lower_}"
    if entry.object:
        done_to = patient(token)
        if done_to is not None:
            yield entry.object, done_to, f"object of {token.lower_}"


def _of_adjective(token: Token) -> Iterator[tuple[str, Token, str]]:
    held = child(token, "nsubj")
    if held is None and token.dep_ == "amod":
        held = token.head
    if held is None and token.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advcl", "conj"):
        held = child(token.head, "dobj") or subject(token.head)
    if held is not None:
        yield "victim", held, f"said to be {token.lower_}"


def _of_noun(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, entry = draft.token, draft.entry
    for c in token.children:
        if c.dep_ == "poss" and entry.object:
            yield entry.object, referent(c), f"possessor of {token.lower_}"
        elif c.dep_ in ("compound", "nmod", "amod"):
            yield from _modifier(c, draft)
    verb = token.head.head
    if entry.harm == "killed" and token.dep_ == "pobj" and token.head.lower_ == "to" and verb.pos_ == "VERB":
        held = patient(verb)
        if held is not None:  # "stabbed to death"
            yield "victim", held, f"{verb.lower_} to {token.lower_}"
    for c in token.children:
        if c.dep_ == "acl" and c.tag_ == "VBN":  # "attacks blamed on", "an attack carried out by"
            by = child_of_agent(c)
            if by is not None and c.lemma_ in _CARRY_OUT:
                yield (
                    ("agent" if entry.type in ("ASSAULT", "MOBILIZE") else "party"),
                    by,
                    f"{c.lower_} by, of {token.lower_}",
                )
    yield from _of_support_verb(draft)


_CARRY_OUT = frozenset(
    {"carry", "commit", "perpetrate", "launch", "conduct", "stage", "stag", "mount", "make", "execute"}
    | {"organize", "plan", "order"}
)


def _modifier(c: Token, draft: Draft) -> Iterator[tuple[str, Token, str]]:
    """Yield what a word before the noun says: "car bomb attack", "embassy bombing", "American sanctions"."""
    entry = draft.entry
    why = f"before {draft.token.lower_}"
    if is_weapon(c):
        yield "instrument", c, why
    elif entry.adjective and (c.ent_type_ in ("NORP", "GPE") or is_body(c)):
        yield entry.adjective, c, why
    elif entry.type == "CONSULT" and c.ent_type_ in ("NORP", "GPE"):
        yield "party", c, why
    elif c.dep_ != "amod" and c.lemma_.lower() in words.people() and words.people()[c.lemma_.lower()] != "person":
        yield "agent", c, why
    elif (
        c.dep_ != "amod"
        and entry.mode == "explosives"
        and c.lemma_.lower() in ("car", "truck", "van", "scooter", "motorcycle", "parcel", "letter")
    ):
        yield "weapon", c, why
    elif c.dep_ != "amod" and c.lemma_.lower() in words.targets():
        yield "target", c, why
    elif c.ent_type_ == "PERSON" and entry.object in ("victim", "patient") and not _is_no_name(c):
        yield "victim", c, why


def _is_no_name(word: Token) -> bool:
    """Say whether a word before an event only seems to name somebody ("Chelsea shooting", "Attempted murder")."""
    return is_town(word) or word.lemma_.lower() in words.realis_words() or word.lower_ in words.realis_words()


def _of_support_verb(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    """Yield who "mounts" a mutiny, "leads a delegation in" talks, is "targeted with" sanctions."""
    token, entry = draft.token, draft.entry
    head = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        if head.lemma_ in entry.governors or (head.lemma_ in _CARRY_OUT and entry.type == "ASSAULT"):
            yield from _carried_out(draft)
    elif token.dep_ == "pobj" and head.head != head:
        if head.lower_ == "in" and entry.type == "CONSULT":
            yield from _delegation(head.head)
        elif head.head.lemma_ in entry.governors and head.lower_ in ("with", "by", "under"):
            yield from _struck_with(draft)


def _carried_out(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, verb = draft.token, draft.token.head
    doer = child_of_agent(verb) if token.dep_ == "nsubjpass" else subject(verb)
    if doer is not None:
        violent = draft.entry.type in ("ASSAULT", "MOBILIZE", "COERCE") and not draft.entry.search
        yield "agent" if violent else "party", doer, f"subject of {verb.lower_} {token.lower_}"
    slots = dict(s.split("=", 1) for s in draft.entry.slots)
    for prep, held in phrases(verb):
        if prep in slots and prep != "by":
            yield slots[prep], held, f"{verb.lower_} {token.lower_} {prep}"


def _struck_with(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    token, verb = draft.token, draft.token.head.head
    held = patient(verb)
    if held is not None and draft.entry.type == "SANCTION":
        yield "recipient", held, f"{verb.lower_} {token.head.lower_} {token.lower_}"


def _delegation(verb: Token) -> Iterator[tuple[str, Token, str]]:
    """Yield leader and party of "X led the island's delegation in talks"."""
    if verb.pos_ != "VERB":
        return
    doer = subject(verb)
    held = child(verb, "dobj")
    led = held is not None and held.lemma_.lower() in _DELEGATIONS
    if doer is not None and (verb.lemma_ in _LEADS or not led):
        yield ("leader" if verb.lemma_ in _LEADS else "party"), doer, f"subject of {verb.lower_}"
    if held is not None and led:
        for c in held.children:
            if c.dep_ in ("poss", "amod", "compound") and (c.ent_type_ in ("NORP", "GPE", "ORG") or is_body(c)):
                yield "party", c, f"whose {held.lower_}"


def _weapons_near(token: Token) -> Iterator[tuple[str, Token, str]]:
    """Yield weapons in phrases of the same clause ("killed in a car explosion", "hit by a bomb")."""
    for prep, head in phrases(token):
        if prep in ("by", "in", "from", "with", "of", "when") and is_weapon(head):
            yield "instrument", head, f"{prep} a weapon, at {token.lower_}"
    for c in token.children:
        if c.dep_ == "advcl" and c.lemma_ == "use":
            held = child(c, "dobj")
            if held is not None and is_weapon(held):
                yield "instrument", held, "using a weapon"


def _kind(part: str, head: Token) -> RoleKind | None:
    """Return the kind of role that a part makes of this phrase; None where it cannot have the part."""
    if part in _DOERS:
        return _doer(part, head)
    if part == "weapon":
        return RoleKind.INSTRUMENT
    if part in ("instrument", "cause"):
        return RoleKind.INSTRUMENT if is_weapon(head) else None
    if part in _TAKES_PART:
        fits = is_person(head) or is_body(head) or head.pos_ == "PROPN" or head.ent_type_ == "NORP"
        return RoleKind(part) if fits else None
    return _hurt(part, head)


_DOERS = frozenset({"agent", "attacker", "agent-or-weapon", "opponent"})
_TAKES_PART = frozenset({"party", "leader", "recipient", "mediator"})


def _hurt(part: str, head: Token) -> RoleKind | None:
    """Return victim or target for those parts that say what it happened to."""
    lemma, person = head.lemma_.lower(), is_person(head)
    if lemma == "other" and any(c.lower_ == "each" for c in head.children):
        return None
    fits = False
    if part == "patient" and lemma not in _PARTS_OF_BODY and not is_weapon(head):
        if person:
            return RoleKind.VICTIM
        fits = _is_thing(head)
    elif part == "victim":
        return RoleKind.VICTIM if person or _may_be_person(head) else None
    elif part == "site":
        return RoleKind.SITE if lemma in words.targets() and not person else None
    elif part == "target":
        fits = not person and head.ent_type_ not in ("DATE", "TIME")
    return RoleKind.TARGET if fits else None


def _doer(part: str, head: Token) -> RoleKind | None:
    if is_weapon(head):
        return RoleKind.INSTRUMENT
    lemma = content(head).lemma_.lower()
    if lemma in ("victim", "survivor", "bystander", "casualty", "gunfire"):
        return None  # "fired at the victims striking both", "struck by stray gunfire"
    known = words.people().get(lemma)
    if is_body(head) and known != "perpetrator":
        return RoleKind.PERPETRATOR_ORGANISATION
    if is_person(head):
        return RoleKind.PERPETRATOR
    if part == "attacker" and head.ent_type_ == "NORP":
        return RoleKind.PERPETRATOR_ORGANISATION
    return _unknown_name(head)


def _unknown_name(head: Token) -> RoleKind | None:
    """Return what a name that nobody knows is where somebody must act: with an article a body, else a person."""
    known = entity(head)
    if head.pos_ != "PROPN" or head.ent_type_ in ("DATE", "TIME", "PRODUCT", "FAC", "LOC", "EVENT"):
        return None
    if (known is not None and known.kind is EntityKind.THING) or head.lemma_.lower() in words.event_words():
        return None
    article = any(c.dep_ == "det" for c in head.children)
    return RoleKind.PERPETRATOR_ORGANISATION if article else RoleKind.PERPETRATOR


_AGENTIVE = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "ee", "ees")


def _may_be_person(head: Token) -> bool:
    """Say whether a phrase where only a person can stand may be one, though no list has it."""
    known = entity(head)
    if known is not None and known.kind is not EntityKind.UNKNOWN:
        return False
    if head.lower_ in words.numbers():  # "wounded twelve"
        return True
    if head.pos_ == "NOUN":
        lemma = head.lemma_.lower()
        no_person = lemma in words.targets() or lemma in words.no_persons() or is_weapon(head)
        return head.lower_.endswith(_AGENTIVE) and not no_person
    if head.ent_type_ in ("ORG", "GPE", "FAC", "LOC", "DATE", "TIME", "PRODUCT"):
        return False
    return head.pos_ in ("PROPN", "NUM")


def _is_thing(head: Token) -> bool:
    if head.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "CARDINAL", "QUANTITY"):
        return False
    lemma = head.lemma_.lower()
    if lemma in words.targets() or head.ent_type_ in ("ORG", "GPE", "FAC", "LOC", "PRODUCT"):
        return True
    return head.pos_ == "PROPN" or bool(notes(head.doc).entity_of.get(head.i, -1) >= 0 and head.pos_ == "NOUN")
