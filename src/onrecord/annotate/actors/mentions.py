"""Collects whatever may refer to an actor: names, noun phrases, pronouns, and the things they compete with."""

from __future__ import annotations

import bisect

from spacy.tokens import Doc, Token

from onrecord.annotate.actors.couples import find_couples
from onrecord.annotate.actors.names import Name, find_names
from onrecord.annotate.actors.ref import Found, Ref
from onrecord.annotate.actors.words import (
    NounInfo,
    body,
    body_head,
    deeds,
    given_gender,
    happenings,
    noun,
    rank_form,
    ranks,
)
from onrecord.annotate.extensions import Quote, QuoteKind
from onrecord.model import EntityKind, MentionKind, PlaceLevel, PlaceMention, Report, SegmentKind, Skipped, Span

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
}
SPEAKERS = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
_REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves"])
LONGEST_PHRASE = 30
"""Tokens before the head that a noun phrase takes in at most; keeps nested possessors on hostile text cheap."""

_RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
_RELATIVE_ROLES = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "poss"])
_MODIFIERS = frozenset(["compound", "amod", "nummod", "quantmod", "npadvmod", "advmod", "punct", "case", "nmod", "det"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
_ROLES = {"nsubj": 3.0, "nsubjpass": 3.0, "dobj": 2.0, "dative": 2.0, "appos": 2.0, "attr": 1.5, "agent": 2.0}
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ence", "ance", "ship", "hood", "dom", "ure")
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant", "ee")
_DONE = frozenset(["nsubj", "nsubjpass", "dobj"])
_INTO_TIE = frozenset(["of", "for", "to", "at"])
_INTO_OFFICE = frozenset(["of", "for", "at"])
_INTO_OTHER = frozenset(["of", "in", "from"])
_PEOPLE_ADJECTIVES = frozenset(["old", "olds", "accused", "wounded"])
_UNSURE = frozenset(["", "PERSON", "WORK_OF_ART", "EVENT"])  # labels of names that the recogniser did not know
_SAYING = frozenset(["say", "claim", "announce", "deny", "admit", "warn", "threaten", "vow"])
_BLAMING = frozenset(["accuse", "blame", "suspect"])
_ALONE = frozenset(["police", "parliament", "congress", "government", "military", "prosecution", "opposition"])
_CALENDAR_ENTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_PAST = frozenset(["former", "ex", "then", "onetime", "one-time", "erstwhile", "ousted"])
_PART_OF_TITLE = frozenset(["deputy", "inspector", "attorney", "surgeon", "press", "vice", "assistant", "executive"])
_SECOND = frozenset(["deputy", "vice", "assistant", "acting", "associate", "junior"])


def find_refs(doc: Doc, report: Report, quotes: tuple[Quote, ...], places: tuple[PlaceMention, ...] = ()) -> Found:
    """Return every possible reference of a parse, in order; boilerplate has none."""
    found = Found()
    every = find_names(doc)
    names = {i: name for name in every for i in range(name.start, name.end)}
    titles = {i for name in every for i in range(*name.title)}
    sentences = _sentences(doc, report, found)
    found.body_words = _body_words(doc, every)
    refs: list[Ref] = []
    for i in _worth_a_look(doc, names):
        name = names.get(i)
        if name is not None:
            ref = _name_ref(doc, name, names) if i == name.end - 1 else None
        elif i in titles:
            ref = None
        else:
            ref = _other_ref(doc, doc[i], names, found)
        if ref is not None:
            token = doc[ref.head]
            ref.sentence, ref.dep, ref.governor = sentences[ref.head], token.dep_, token.head.i
            refs.append(ref)
    refs += find_couples(doc, refs)
    refs = _outside_boilerplate(doc, report, refs)
    _mark_places(doc, refs, places)
    speech = [q for q in quotes if q.kind is not QuoteKind.SCARE]
    starts = [q.span.start for q in speech]
    offsets = doc.to_array("IDX").tolist()
    for ref in refs if speech else ():
        at = bisect.bisect_right(starts, offsets[ref.head]) - 1
        ref.quote = at if at >= 0 and offsets[ref.head] < speech[at].span.end else -1
    refs.sort(key=lambda r: (r.head, r.start))
    found.refs = refs
    found.at = {r.head: n for n, r in enumerate(refs)}
    return found


def _worth_a_look(doc: Doc, names: dict[int, Name]) -> list[int]:
    """Return the tokens that may head a reference, in order; read off in columns, since most tokens cannot."""
    strings = doc.vocab.strings
    nouns = {strings["NOUN"], strings["PROPN"]}
    words = {strings[w] for w in (*PRONOUNS, *_RELATIVE, *SPEAKERS, *_PEOPLE_ADJECTIVES)}
    columns = doc.to_array(["POS", "LOWER"]).tolist()
    return [i for i, (pos, lower) in enumerate(columns) if pos in nouns or lower in words or i in names]


def _mark_places(doc: Doc, refs: list[Ref], places: tuple[PlaceMention, ...]) -> None:
    """Note which names are places, and take literal seats of government for the towns they are."""
    vague = (PlaceLevel.COUNTRY, PlaceLevel.UNPLACED)
    literal = {p.span.start: p.span.end for p in places if p.literal and p.level not in vague}
    for ref in refs:
        if ref.form is not MentionKind.NAME or body(" ".join(ref.name)) is not None:
            continue
        last = doc[ref.end - 1]
        ref.place = literal.get(doc[ref.own].idx, -1) >= last.idx + len(last)
        if ref.place and ref.seat:
            ref.kind = EntityKind.THING


def _outside_boilerplate(doc: Doc, report: Report, refs: list[Ref]) -> list[Ref]:
    dull = [s.span for s in report.segments if s.kind is SegmentKind.BOILERPLATE]
    starts = [s.start for s in dull]

    def kept(ref: Ref) -> bool:
        at = bisect.bisect_right(starts, doc[ref.head].idx) - 1
        return at < 0 or doc[ref.head].idx >= dull[at].end

    return [r for r in refs if kept(r)] if dull else refs


def _sentences(doc: Doc, report: Report, found: Found) -> list[int]:
    """Return the sentence number of every token and note the paragraph of every sentence."""
    out: list[int] = []
    paragraph = -1
    fresh = True
    for number, sent in enumerate(doc.sents):
        paragraph += fresh
        fresh = "\n" in report.text[sent.start_char : sent.end_char]
        found.paragraphs.append(paragraph)
        out += [number] * (sent.end - sent.start)
    return out


def _name_ref(doc: Doc, name: Name, names: dict[int, Name]) -> Ref | None:
    head = _head_of(doc, name.start, name.end)
    outside = head.dep_ in _MODIFIERS
    if (name.people or name.label == "NORP") and (outside or head.pos_ == "ADJ" or not _people(head)):
        return None  # "Norlander": the country or kind of a phrase, no reference of its own
    words = tuple(t.text for t in doc[name.start : name.end] if not t.is_space and t.text not in (".", "-"))
    start = name.start
    titles: tuple[tuple[int, int], ...] = ()
    kind = name.kind
    if not outside:
        start, titles = _front(doc, head, name, names)
    if name.titled:
        start = min(start, name.title[0])
        titles = titles or (name.title,)
    before = names.get(titles[0][0] - 1) if titles else None
    if before is not None and before.end == titles[0][0] and (before.country or before.kind is EntityKind.ORGANISATION):
        start = min(start, before.start)  # "Norlander Foreign Minister Name"
    if titles and kind in (EntityKind.UNKNOWN, EntityKind.THING, EntityKind.GROUP):
        kind = EntityKind.PERSON
    elif (
        name.label in _UNSURE
        and len(words) > 1
        and kind is not EntityKind.ORGANISATION
        and _body_at_work(doc, name, head)
    ):
        kind = EntityKind.ORGANISATION
    ref = Ref(head.i, start, name.end, MentionKind.NAME, kind, name=words, titles=tuple(titles), country=name.country)
    ref.lemma, ref.own = doc[name.end - 1].lower_, name.start
    ref.plural = head.tag_ == "NNPS" and kind is EntityKind.GROUP
    ref.gender = _name_gender(doc, words, titles) if kind is EntityKind.PERSON else ""
    ref.modifies, ref.seat = outside, name.seat
    ref.weight = 0.5 if outside else _weight(head)
    ref.marks = _countries(doc, start, name.start, names) + _age_behind(doc, name.end)
    if kind is EntityKind.STATE and name.people:
        ref.kind, ref.plural = EntityKind.GROUP, True
    return ref


def _body_at_work(doc: Doc, name: Name, head: Token) -> bool:
    """Say whether a name with an article does, says or is accused of something: "the Red Lantern shot two men"."""
    if name.start == 0 or doc[name.start - 1].lower_ != "the" or given_gender(doc[name.start].text):
        return False
    governor = head.head
    if head.dep_ == "pobj" and governor.lower_ == "by":
        return governor.head.lemma_.lower() in (*deeds()[0], "claim")
    if head.dep_ == "nsubj":
        return governor.lemma_ in deeds()[0] or governor.lemma_ in _SAYING
    return head.dep_ == "dobj" and governor.lemma_ in _BLAMING


def _people(head: Token) -> bool:
    """Say whether the name of a people means people here, not their language or one thing of theirs."""
    if head.tag_ in ("NNPS", "NNS") or head.text.endswith(("s", "men")):
        return True
    return head.dep_ in _ROLES or any(c.dep_ == "det" for c in head.lefts)


def _head_of(doc: Doc, start: int, end: int) -> Token:
    """Return the token that the others of a phrase hang on, the last such one.

    Of "Army of National Liberation" in "the Army of National Liberation guerrillas", which hang on the preposition, the
    body itself.
    """
    if start + 1 < end and doc[start + 1].lower_ == "of" and not start < doc[start].head.i < end:
        return doc[start]
    for i in range(end - 1, start - 1, -1):
        if not start <= doc[i].head.i < end or doc[i].head.i == i:
            return doc[i]
    return doc[end - 1]


def _front(doc: Doc, head: Token, name: Name, names: dict[int, Name]) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return where the phrase of a name begins, and the office before it ("Russian foreign minister Name")."""
    start = name.title[0] if name.titled else name.start
    at = start
    for child in head.lefts:
        edge = child.left_edge.i
        if child.dep_ in ("det", "amod", "compound", "nmod", "nummod", "poss") and at > edge > at - LONGEST_PHRASE:
            at = edge
            break
    if at >= start:
        return start, ()
    if name.titled:
        return at, _with_office(doc, at, name.title, names)
    office = next((i for i in range(start - 1, at - 1, -1) if noun(_lemma(doc[i])) is not None), None)
    if office is None or any(t.text in (",", ";", ":") for t in doc[office:start]):
        return start, ()
    if not _is_office(doc[office]):
        return at, ()
    first = at
    for i in range(office, at - 1, -1):
        if i in names or (doc[i].dep_ in ("det", "poss", "case", "punct") and doc[i].text != "-"):
            first = i + 1
            break
        first = i
    return at, ((first, start),) if first < start else ()


def _with_office(doc: Doc, at: int, title: tuple[int, int], names: dict[int, Name]) -> tuple[tuple[int, int], ...]:
    """Return a title with the office before it: "defence minister" | "General", but "Inspector General" is one."""
    start, end = title
    known = noun(_lemma(doc[start - 1])) if start > at else None
    if known is None or not known.office:
        return (title,) if start <= at or doc[start - 1].lower_ not in _PART_OF_TITLE else ((start - 1, end),)
    first = start - 1
    while first > at and first - 1 not in names and doc[first - 1].dep_ in ("compound", "amod", "nmod"):
        if doc[first - 1].lower_ in _PAST:
            break
        first -= 1
    joined = doc[start - 1].lower_ in _PART_OF_TITLE
    return ((first, end),) if joined else ((first, start), title)


def _lemma(token: Token) -> str:
    lemma = str(token.lemma_.lower())
    if token.i > 1 and token.nbor(-1).text == "-":
        lemma = f"{token.nbor(-2).lower_}-{lemma}"
    return lemma


def _is_office(token: Token) -> bool:
    known = noun(_lemma(token))
    return known is not None and (known.office or bool(known.relation))


def _name_gender(doc: Doc, words: tuple[str, ...], titles: tuple[tuple[int, int], ...]) -> str:
    for start, end in titles:
        rank = ranks().get(rank_form([t.text for t in doc[start:end]]))
        if rank is not None and rank.gender:
            return rank.gender
        known = noun(doc[end - 1].lemma_.lower())
        if known is not None and known.gender:
            return known.gender
    return given_gender(words[0]) if len(words) > 1 else ""


def _weight(token: Token) -> float:
    if token.dep_ == "conj":
        first = token.head
        for _ in range(8):  # long lists hang in a chain
            if first.dep_ != "conj":
                break
            first = first.head
        return _ROLES.get(first.dep_, 1.0)
    return _ROLES.get(token.dep_, 1.0)


def _other_ref(doc: Doc, token: Token, names: dict[int, Name], found: Found) -> Ref | None:
    pos = token.pos_
    if pos in ("PRON", "DET"):
        return _pronoun(token, found)
    if pos not in ("NOUN", "PROPN") and not (pos in ("ADJ", "VERB", "ADV") and _nominal_adjective(token)):
        return None
    if token.dep_ in _MODIFIERS and not (token.dep_ == "nmod" and noun(token.lemma_.lower())):
        return None
    if token.ent_type_ in _CALENDAR_ENTS and noun(_lemma(token)) is None:
        return None
    return _nominal_ref(doc, token, names, found.body_words)


def _body_words(doc: Doc, names: list[Name]) -> frozenset[str]:
    """Return the last words of names of bodies, lower case: "the Tavush Front" may be "the front" later on."""
    bodies = (n for n in names if n.kind is EntityKind.ORGANISATION and n.end - n.start > 1)
    return frozenset(doc[n.end - 1].lower_ for n in bodies)


def _named_before(token: Token, body_words: frozenset[str]) -> bool:
    """Say whether a noun can be short for such a name: "the front said so", not "at the front"."""
    where = token.dep_ == "pobj" and token.head.lower_ in ("at", "in", "on", "near")
    return token.tag_ == "NN" and not where and token.lower_ in body_words


def _pronoun(token: Token, found: Found) -> Ref | None:
    lower = token.lower_
    if lower in PRONOUNS:
        return _pronoun_ref(token)
    if lower in _RELATIVE and token.tag_ in ("WP", "WDT", "WP$") and token.dep_ in _RELATIVE_ROLES:
        return Ref(token.i, token.i, token.i + 1, MentionKind.PRONOUN, EntityKind.UNKNOWN, lower, weight=0.0)
    if lower in SPEAKERS:
        span = Span(token.idx, token.idx + len(token))
        found.skipped.append(Skipped("annotate", "first person: whoever speaks here, which claims decides", span))
    return None


def _nominal_adjective(token: Token) -> bool:
    lower = token.lower_
    if lower not in _PEOPLE_ADJECTIVES:
        return False
    aged = lower in ("old", "olds") and token.i > 1 and token.nbor(-1).text == "-"
    return (aged or lower in ("accused", "wounded")) and token.dep_ in _ROLES and token.n_lefts > 0


def _pronoun_ref(token: Token) -> Ref:
    gender = PRONOUNS[token.lower_]
    plural = gender == "plural"
    kind = EntityKind.PERSON if gender in ("male", "female") else EntityKind.UNKNOWN
    ref = Ref(token.i, token.i, token.i + 1, MentionKind.PRONOUN, kind, token.lower_, plural=plural)
    ref.gender = gender if gender in ("male", "female") else ""
    ref.weight = _weight(token)
    return ref


def _nominal_ref(doc: Doc, token: Token, names: dict[int, Name], body_words: frozenset[str]) -> Ref:
    lemma = token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_
    if lemma == "old":
        lemma = _lemma(token)
    tag = token.tag_
    known = noun(lemma) or (noun(lemma[:-1]) if tag == "NNPS" else None)
    ref = Ref(token.i, token.i, token.i + 1, MentionKind.NOMINAL, EntityKind.THING, lemma)
    ref.plural = tag in ("NNS", "NNPS")
    ref.weight = _weight(token)
    if known is None and _somebody(token, lemma):
        known = NounInfo(EntityKind.PERSON)
    short = known is None and _named_before(token, body_words)
    if known is None and not short and not body_head(lemma):
        return ref  # a thing: it only competes for "it"
    lefts = list(token.lefts)
    ref.start = _left(token, lefts)
    ref.definite = _definiteness(doc, token, lefts, ref.start)
    _complement(doc, token, lefts, ref)
    if known is not None:
        ref.kind = _kind(token, ref, known, lemma)
        ref.gender = known.gender
    else:
        named = tag in ("NNP", "NNPS") or any(i in names for i in range(ref.start, token.i))
        if named or (short and ref.definite == "definite"):
            ref.kind = EntityKind.ORGANISATION
    ref.marks = _countries(doc, ref.start, ref.head, names) + _numbers(doc, ref.start, token.i)
    ref.marks += _age_inside(doc, ref.start, token.i)
    _modifiers(ref, lefts, names, office=known is not None and known.office)
    ref.country = next((m for m in ref.marks if len(m) == 2 and m.isupper()), "")
    if not ref.country and ref.plural:
        ref.country = next((m for m in _countries(doc, ref.head, ref.end, names) if m.isupper()), "")
    return ref


def _somebody(token: Token, lemma: str) -> bool:
    """Say whether a noun that no list has is a person by its use: "who" behind it, or what is done to people."""
    clause = next((c for c in token.rights if c.dep_ == "relcl" and any(g.lower_ == "who" for g in c.lefts)), None)
    if token.n_rights and clause is not None and not _abstract(token, clause):
        return True
    if not lemma.endswith(_AGENTS) or token.dep_ not in _DONE:
        return False
    subject, obj = deeds()
    verb = token.head.lemma_
    return (
        verb in obj if token.dep_ != "nsubj" else verb in subject or any(c.dep_ == "ccomp" for c in token.head.children)
    )


def _abstract(token: Token, clause: Token) -> bool:
    """Say whether a clause with "who" hangs on the wrong noun: an abstract one, or past a person named in between."""
    lemma = token.lemma_.lower()
    if lemma.endswith(_ABSTRACT) or lemma in happenings():
        return True
    who = next((g.i for g in clause.lefts if g.lower_ == "who"), clause.i)
    between = token.doc[token.i + 1 : who]
    return any(t.pos_ == "PROPN" or (t.pos_ == "NOUN" and noun(t.lemma_.lower()) is not None) for t in between)


def _kind(token: Token, ref: Ref, known: NounInfo, lemma: str) -> EntityKind:
    if known.kind is EntityKind.PERSON:
        return EntityKind.GROUP if ref.plural else EntityKind.PERSON
    if known.kind is EntityKind.GROUP:
        return EntityKind.PERSON if not ref.plural and _person_like(token, lemma) else EntityKind.GROUP
    if lemma in ("country", "nation"):
        return EntityKind.STATE if ref.definite == "definite" and not ref.plural else EntityKind.THING
    return EntityKind.ORGANISATION if lemma != "state" and _is_body(token, ref) else EntityKind.THING


def _modifiers(ref: Ref, lefts: list[Token], names: dict[int, Name], *, office: bool) -> None:
    """Note the words before the head that tell one holder or body from another."""
    for child in lefts:
        lower, dep = child.lower_, child.dep_
        if (dep in ("compound", "nmod") and child.is_alpha) or (
            ref.kind is EntityKind.ORGANISATION and dep == "amod" and child.tag_ == "JJ" and child.i not in names
        ):
            ref.compounds += (lower,)
        ref.former = ref.former or lower.rstrip("-") in _PAST
        if office and lower in _SECOND:
            ref.lemma = f"{lower} {ref.lemma}"


def _is_body(token: Token, ref: Ref) -> bool:
    """Say whether a noun for bodies is one here: with an article or modifier, not a mass ("gathering intelligence")."""
    return (
        ref.definite != "bare"
        or ref.plural
        or token.lower_ in _ALONE
        or (ref.start < token.i and token.dep_ in ("nsubj", "nsubjpass", "appos", "poss"))
    )


def _person_like(token: Token, lemma: str) -> bool:
    """Say whether the singular of a noun for groups is one of them ("a resident"), and not a mass ("the crowd")."""
    return token.tag_ in ("NN", "NNP") and lemma not in ("people", "couple", "pair", "duo", "trio", "force")


def _left(token: Token, lefts: list[Token]) -> int:
    """Return the first token of a noun phrase, without conjuncts and stray clauses before it."""
    start = token.i
    for child in lefts[-LONGEST_PHRASE:]:
        if child.lower_ == "that" and token.tag_ in ("NNS", "NNPS"):
            continue  # "a defeat that rattled supporters", "... that members of"
        if child.dep_ in ("det", "amod", "compound", "nmod", "nummod", "poss", "predet", "quantmod", "punct"):
            edge = child.left_edge.i
            if child.dep_ == "punct" and child.text != "-":
                continue
            start = max(min(start, edge), token.i - LONGEST_PHRASE)
    if start < token.i and token.doc[start].text in ('"', "“", "”", "‘"):
        start += 1
    return start


def _definiteness(doc: Doc, token: Token, lefts: list[Token], start: int) -> str:
    for child in lefts:
        if child.dep_ == "poss":
            return "possessive"
        if child.dep_ in ("det", "predet") or child.lower_ in _DEFINITE:
            if child.lower_ in _DEFINITE:
                return "indefinite" if _other(doc, child.i, token.i) else "definite"
            return "indefinite"
    if any(doc[i].tag_ == "CD" for i in range(start, token.i)):
        return "indefinite"
    return "bare"


def _other(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].lower_ in ("other", "another", "second", "next", "new") for i in range(start, end))


def _complement(doc: Doc, token: Token, lefts: list[Token], ref: Ref) -> None:
    """Take in the prepositional phrase that goes with the noun, and note possessor and complement."""
    poss = next((c for c in lefts if c.dep_ == "poss"), None)
    if poss is not None:
        ref.possessor = poss.i
        ref.complement = _plain(doc, poss.left_edge.i, poss.i + 1)
    known = noun(token.lemma_.lower())
    office = known is not None and (known.office or bool(known.relation))
    into = (
        _INTO_OTHER if not office or ref.plural else _INTO_TIE if known is not None and known.relation else _INTO_OFFICE
    )
    for child in token.rights:
        if child.i != ref.end or child.dep_ not in ("prep", "dative") or child.lower_ not in into:
            break
        inner = next((c for c in child.children if c.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ in ("DATE", "TIME") or inner.i < child.i:
            break
        depth_end = _end(inner)
        ref.end = depth_end
        if ref.possessor < 0 and child.lower_ in ("of", "for", "to", "at", "with"):
            ref.possessor = inner.i
            ref.complement = _plain(doc, child.i + 1, depth_end)


def _end(token: Token) -> int:
    """Return one past the end of a noun phrase with its "of" phrases, without clauses and appositions."""
    for _ in range(6):  # "the chief of the staff of the head of …"
        following = next(
            (c for c in token.rights if c.dep_ == "prep" and c.i == token.i + 1 and c.lower_ == "of"), None
        )
        inner = next((c for c in following.children if c.dep_ == "pobj"), None) if following is not None else None
        if inner is None or inner.i < token.i:
            break
        token = inner
    return token.i + 1


def _plain(doc: Doc, start: int, end: int) -> str:
    start = max(start, end - LONGEST_PHRASE)
    words = [t.lower_.replace(".", "") for t in doc[start:end] if t.dep_ != "det" and not t.is_space and t.text != "’s"]
    return " ".join(w for w in words if w)


def _countries(doc: Doc, start: int, end: int, names: dict[int, Name]) -> tuple[str, ...]:
    """Return the countries and peoples named inside a phrase, in order."""
    out: list[str] = []
    for i in range(start, end):
        name = names.get(i)
        if name is None or i != name.end - 1:
            continue
        code = name.country
        if code:
            out.append(code)
        elif name.label == "NORP" or i != start:
            out.append(f"@{doc[i].lower_}")
    return tuple(dict.fromkeys(out))


def _numbers(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    tokens = [doc[i] for i in range(start, end)]
    words = [t.lower_ for t in tokens if t.ent_type_ in ("ORDINAL", "CARDINAL") or t.tag_ == "CD"]
    return tuple(f"#{w}" for w in words)


def _age_behind(doc: Doc, end: int) -> tuple[str, ...]:
    """Return the age said behind a name ("Name, 34,") as a mark."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 2].text not in (",", "."):
        return ()
    return (f"~{doc[end + 1].text}",) if _is_age(doc[end + 1].text) else ()


def _age_inside(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the age said in a phrase ("the 15-year-old") as a mark."""
    for i in range(start, min(end, len(doc) - 4)):
        if doc[i + 2].lower_ == "year" and doc[i + 4].lower_ in ("old", "olds") and _is_age(doc[i].text):
            return (f"~{doc[i].text}",)
    return ()


def _is_age(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 3
