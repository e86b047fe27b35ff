"""Who "he", "the group" and "Mr. Name" are: references to chains, one chain an actor.

The order of decisions: what the syntax states (appositions, predicates), names, definite phrases by prominence,
pronouns by prominence and nearness. What stays unresolved is an actor of its own, with the reason.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from onrecord.annotate.actors.ref import Found, Ref
from onrecord.annotate.actors.words import body, deeds, given_gender
from onrecord.annotate.corefer.chains import Chain, Chains, can_merge, marks_clash, title_noun
from onrecord.annotate.corefer.links import find_links
from onrecord.annotate.corefer.names import body_fit, folded, person_fit
from onrecord.annotate.corefer.pronouns import best_antecedent, cataphor, clause_verb, is_empty_it
from onrecord.model import EntityKind, MentionKind, Report, Skipped, Span

STEM = 7
"""Letters that a noun for people shares with a body's name at least ("investigators", "Investigative Committee")."""

PEOPLE_NEAR = 6
"""Sentences within which "the investigators" may be the body named before."""

BODY_NEAR = 3
"""Sentences within which "the group" may be a body by another name."""

INTRODUCED_NEAR = 6
"""Sentences after an unnamed actor within which a name with the same title may be that actor's."""

CHECKED = 60
"""References of a chain whose complement is compared at most."""

_RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
_SOMEBODY = frozenset({EntityKind.PERSON, EntityKind.UNKNOWN})
_ANY_BODY = frozenset(["group", "organization", "organisation", "movement", "company", "militia", "agency", "body"])
_BANDS = frozenset(["group", "movement", "militia"])
_OFFICIAL = frozenset(
    {"department", "police", "office", "court", "ministry", "government", "hospital", "university", "school", "county"}
    | {"parliament", "congress", "senate", "agency", "bureau", "corps", "house", "times", "post", "news"}
)
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_HURT = frozenset({"victim", "casualty"})
_GENERIC = frozenset(["people", "person", "other", "others", "man", "woman", "child", "member", "adult", "boy", "girl"])


class _Resolver:
    """Takes the references of one text in order and puts each into a chain."""

    def __init__(self, doc: Doc, report: Report, found: Found) -> None:
        self.doc = doc
        self.found = found
        self.refs = found.refs
        self.chains = Chains(found.refs)
        self.skipped: list[Skipped] = []
        self.zones = _zones(doc, report, found)
        self.groups = _groups(doc, found)
        self.naming = False  # while a group with a new name is resolved: chains with other names are out
        self.done = [False] * len(found.refs)

    def run(self) -> None:
        order = sorted(range(len(self.refs)), key=lambda n: (self.refs[n].end, -self.refs[n].start))
        for number in order:
            if not self.done[number]:
                self._group(number)

    def _group(self, number: int) -> None:
        """Resolve a reference together with those that the syntax makes one with it."""
        members = self.groups.get(number, ((number, ""),))
        chain: Chain | None = None
        first = [n for n, _ in members if self.refs[n].form is MentionKind.NAME]
        rest = [n for n, _ in members if n not in first]
        for n in (*first, *rest):
            self.done[n] = True
        if any(self.refs[n].kind is EntityKind.PERSON for n, _ in members) and first:
            for n in first:
                self._as_person(n)
        for n in first:
            chain = self._name(n) if chain is None else chain
        self.naming = bool(first) and chain is None
        for n in rest:
            if chain is None or (not self._settled(chain) and self.refs[n].definite == "definite"):
                other = self._plain(n)
                if chain is not None and other is not None and can_merge(chain, other):
                    chain = self.chains.merge(chain, other)
                chain = chain or other
        self.naming = False
        chain = self._join(members, chain)
        if chain is not None:
            self._learn(chain, [n for n, _ in members])

    def _join(self, members: Iterable[tuple[int, str]], chain: Chain | None) -> Chain | None:
        for n, why in members:
            ref = self.refs[n]
            if not ref.actor or (ref.form is MentionKind.PRONOUN and ref.lemma in _RELATIVE and chain is None):
                continue
            if chain is None:
                if ref.form is MentionKind.PRONOUN:
                    continue
                chain = self._introduced(n) or self.chains.new(n, _unresolved(ref))
            elif self.chains.find(n) is not chain:
                chain = self.chains.add(chain, n, why or "the same name")
        return chain

    def _settled(self, chain: Chain) -> bool:
        return len(chain.refs) > 0 and len(chain.names) > 0 and chain.prominence > 0 and len(chain.refs) > 1

    def _as_person(self, number: int) -> None:
        ref = self.refs[number]
        if ref.kind in (EntityKind.UNKNOWN, EntityKind.THING, EntityKind.GROUP):
            ref.kind = EntityKind.PERSON

    def _learn(self, chain: Chain, members: list[int]) -> None:
        """Note titles, deeds and offices, so that later phrases find the chain."""
        for n in members:
            ref = self.refs[n]
            for start, end in ref.titles:
                self.chains.add_title(chain, [t.text for t in self.doc[start:end]])
            for event in self._events(ref):
                chain.events[event] = None
                subject, obj = deeds()
                for lemma in (subject if event[0] == "s" else obj).get(event[2:], ()):
                    if chain.kind is EntityKind.PERSON and not chain.plural:
                        self.chains.add_head(chain, lemma, said=False)

    def _events(self, ref: Ref) -> list[str]:
        """Return the verbs that somebody is subject or object of, as "s:kill" and "o:kill"."""
        token = self.doc[ref.head]
        out: list[str] = []
        if token.dep_ in ("nsubjpass", "dobj") and token.head.pos_ == "VERB":
            out.append(f"o:{token.head.lemma_.lower()}")
        elif token.dep_ == "nsubj" and token.head.pos_ == "VERB":
            out.append(f"s:{token.head.lemma_.lower()}")
        elif token.dep_ == "poss" or (token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.dep_ == "prep"):
            event = token.head if token.dep_ == "poss" else token.head.head
            word = event.lower_
            if word.endswith("ing"):
                stem = word[:-3]
                out.append("o:" + (stem[:-1] if stem[-2:-1] == stem[-1:] and stem[-1:] not in "ls" else stem))
        for child in token.rights:
            if child.dep_ == "relcl":
                passive = any(c.dep_ == "nsubjpass" for c in child.children)
                out.append(f"{'o' if passive else 's'}:{child.lemma_.lower()}")
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                out.append(f"o:{child.lemma_.lower()}")
        return out

    # names

    def _name(self, number: int) -> Chain | None:
        ref = self.refs[number]
        if ref.kind is EntityKind.STATE:
            return self._state(number)
        words = folded(ref.name)
        if not words:
            return None
        person = self._person(ref, words)
        if person is not None:
            ref.kind = EntityKind.PERSON
            person.kind = EntityKind.PERSON
            return self._put(person, number, "the same name")
        if (
            ref.place
            and not ref.titles
            and (ref.kind is not EntityKind.PERSON or len(words) == 1 or not given_gender(words[0]))
        ):
            ref.kind = EntityKind.THING
            return None
        return self._body(number, words) if ref.kind is not EntityKind.PERSON else None

    def _body(self, number: int, words: tuple[str, ...]) -> Chain | None:
        for chain in self._by_names((words[0], words[-1])):
            if chain.kind is not EntityKind.PERSON and any(body_fit(words, known) for known in chain.names):
                return self._put(chain, number, "the same name")
            if self._tail(self.refs[number], words, chain):
                return self._put(chain, number, "the end of its name")
        for chain in self._by_names(("".join(w[0] for w in words),)):
            if chain.kind is not EntityKind.PERSON and any(body_fit(words, known) for known in chain.names):
                return self._put(chain, number, "acronym")
        return None

    def _tail(self, ref: Ref, words: tuple[str, ...], chain: Chain) -> bool:
        """Say whether a name with an article ends a body's longer one ("the Front", "the Loyal Guard")."""
        if chain.kind is not EntityKind.ORGANISATION or not ref.own or self.doc[ref.own - 1].lower_ != "the":
            return False
        return any(len(known) > len(words) and known[-len(words) :] == words for known in chain.names)

    def _put(self, chain: Chain, number: int, why: str) -> Chain:
        return self.chains.add(chain, number, why)

    def _by_names(self, words: tuple[str, ...]) -> list[Chain]:
        found = [c for w in words if w for c in self.chains.by_word(w)]
        return list({c.number: c for c in found}.values())

    def _person(self, ref: Ref, words: tuple[str, ...]) -> Chain | None:
        best: tuple[int, float, int] | None = None
        for chain in self._by_names((words[-1], words[0])):
            if not chain.names or not (chain.kind in _SOMEBODY or _mistaken(ref, chain)):
                continue
            if ref.kind not in (EntityKind.PERSON, EntityKind.UNKNOWN) and (
                words not in chain.names if len(words) > 1 else chain.kind is not EntityKind.PERSON
            ):
                continue
            if ref.gender and chain.gender and ref.gender != chain.gender:
                continue
            full = max(chain.names, key=len)
            fit = person_fit(words, full, titled=bool(ref.titles))
            if ref.kind is not EntityKind.PERSON and fit < (3 if ref.kind is not EntityKind.UNKNOWN else 2):
                continue
            rank = (fit, chain.strength(ref.sentence), -chain.number)
            if fit and (best is None or rank > best):
                best = rank
        return None if best is None else self.chains.all[-best[2]]

    def _state(self, number: int) -> Chain | None:
        code = self.refs[number].country
        for chain in self.chains.by_word(f"={code}"):
            return self._put(chain, number, "the same country")
        chain = self.chains.new(number)
        self.chains.add_key(chain, f"={code}")
        return chain

    # common nouns

    def _plain(self, number: int) -> Chain | None:
        ref = self.refs[number]
        if not ref.actor:
            return None
        if ref.form is MentionKind.PRONOUN:
            return self._pronoun(number)
        if self._predicative(number):
            ref.kind = EntityKind.THING
            return None
        if ref.definite == "indefinite":
            return self._retold(number)
        if ref.definite == "definite" and ref.lemma in ("country", "nation") and ref.possessor < 0:
            return self._country(number)
        aged = self._of_age(number) if ref.lemma == "year-old" and not ref.plural else None
        if aged is not None:
            return self._put(aged, number, "the person of that age")
        body = self._people_of_body(number) if ref.plural and ref.definite == "definite" else None
        if body is not None:
            return self._put(body, number, "the people of a body named before")
        ranked = [(self._worth(ref, c), -c.number) for c in self.chains.by_head(ref.lemma) if self._may_be(number, c)]
        if ranked:
            best = self.chains.all[-max(ranked)[1]]
            return self._put(best, number, f'"{ref.lemma}": the most prominent that fits')
        if ref.definite != "definite":
            return None
        return self._some_body(number) if ref.kind is EntityKind.ORGANISATION else self._retold(number)

    def _worth(self, ref: Ref, chain: Chain) -> float:
        """Return how likely a chain is meant: prominent, called just so, of the same country."""
        said = 1.0 if chain.heads.get(ref.lemma) else 0.6
        return chain.strength(ref.sentence) * said * (2.0 if any(m in chain.marks for m in ref.marks) else 1.0)

    def _predicative(self, number: int) -> bool:
        """Say whether a noun says what somebody is rather than who.

        "May have been the victim", "was elected president".
        """
        ref = self.refs[number]
        if self.doc[ref.head].dep_ == "attr" and ref.definite != "possessive" and number not in self.groups:
            return True
        token = self.doc[ref.head]
        if token.dep_ == "pobj" and token.head.lower_ == "as" and ref.definite != "possessive":
            return number not in self.groups  # "as the nominee"
        if ref.definite != "bare":
            return False
        if ref.plural or ref.kind is not EntityKind.PERSON or number in self.groups:
            return False
        return self.doc[ref.head].dep_ not in ("nsubj", "nsubjpass", "poss", "ROOT")

    def _may_be(self, number: int, chain: Chain) -> bool:
        ref = self.refs[number]
        if self.naming and chain.names:
            return False
        if chain.plural != ref.plural or (ref.gender and chain.gender and ref.gender != chain.gender):
            return False
        if (chain.kind is EntityKind.PERSON) != (ref.kind is EntityKind.PERSON):
            return False
        if _one_did_it_to_the_other(ref.lemma, chain):
            return False
        if ref.lemma in _GENERIC and any(m.isupper() and m not in chain.marks for m in ref.marks):
            return False  # "the Norlander people" are not the people spoken of before
        if marks_clash(dict.fromkeys(ref.marks), chain.marks) or any(self._overlaps(ref, n) for n in chain.refs[-3:]):
            return False
        if ref.definite == "bare":
            return self._same_bare(ref, chain)
        if ref.compounds and self._other_kind(ref, chain):
            return False
        if ref.possessor >= 0:
            return self._same_complement(ref, chain)
        return True

    def _overlaps(self, ref: Ref, other: int) -> bool:
        return self.refs[other].start < ref.end and ref.start < self.refs[other].end

    def _other_kind(self, ref: Ref, chain: Chain) -> bool:
        """Say whether the chain is told apart by other modifying nouns ("the voter group", "the advocacy group")."""
        known = [self.refs[n] for n in chain.refs[:CHECKED] if self.refs[n].lemma == ref.lemma]
        known = [r for r in known if r.compounds]
        return bool(known) and not any(c in r.compounds for r in known for c in ref.compounds)

    def _same_bare(self, ref: Ref, chain: Chain) -> bool:
        """Say whether a phrase without article repeats one of the chain, word for word but for the article."""
        if ref.lemma in _GENERIC or not (ref.plural or ref.kind is not EntityKind.PERSON or chain.plural):
            return False
        own = self._words(ref)
        return any(self._words(self.refs[n]) == own for n in chain.refs if self.refs[n].form is MentionKind.NOMINAL)

    def _words(self, ref: Ref) -> tuple[str, ...]:
        return tuple(
            t.lower_ for t in self.doc[ref.start : ref.end] if t.lower_ not in ("the", "some", "several", "many")
        )

    def _same_complement(self, ref: Ref, chain: Chain) -> bool:
        return any(
            self.refs[n].possessor >= 0 and self.refs[n].lemma == ref.lemma and self._one_complement(ref, self.refs[n])
            for n in chain.refs[:CHECKED]
        )

    def _one_complement(self, first: Ref, second: Ref) -> bool:
        a, b = self._chain_at(first.possessor), self._chain_at(second.possessor)
        if a is not None and b is not None:
            return a is b
        one, two = first.complement.split(), second.complement.split()
        return bool(one) and bool(two) and (one == two or (one[-1] == two[-1] and (len(one) == 1 or len(two) == 1)))

    def _chain_at(self, token: int) -> Chain | None:
        at = self.found.at.get(token)
        return self.chains.find(at) if at is not None else None

    def _country(self, number: int) -> Chain | None:
        ref = self.refs[number]
        states = [c for c in self.chains.latest() if c.kind is EntityKind.STATE]
        if not states:
            return None
        best = max(states, key=lambda c: (c.strength(ref.sentence), -c.number))
        return self._put(best, number, '"the country": the most prominent one')

    def _of_age(self, number: int) -> Chain | None:
        """Return the person last spoken of whose age the phrase gives."""
        ref = self.refs[number]
        ages = [m for m in ref.marks if m.startswith("~")]
        fits = [
            c
            for c in self.chains.latest()
            if c.kind is EntityKind.PERSON and any(m in c.marks for m in ages) and can_be(ref, c)
        ]
        return max(fits, key=lambda c: (c.sentence, c.number), default=None)

    def _some_body(self, number: int) -> Chain | None:
        """Return the body named last that "the group" may mean: the nearest sentence, its subject first."""
        ref = self.refs[number]
        if ref.lemma not in _ANY_BODY or ref.plural or ref.possessor >= 0 or ref.compounds or ref.marks:
            return None
        near = [
            c
            for c in self.chains.latest()
            if c.kind is EntityKind.ORGANISATION and c.names and ref.sentence - c.sentence <= BODY_NEAR
        ]
        if ref.lemma in _BANDS:  # a court or a police department is no group
            near = [c for c in near if not any(name[-1] in _OFFICIAL for name in c.names)]
        if not near:
            return None
        best = max(near, key=lambda c: (c.strength(ref.sentence), -c.number))
        if ref.lemma == "group" and self._crowd(best.sentence, ref.sentence):
            return None
        return self._put(best, number, f'"the {ref.lemma}": the most prominent body named shortly before')

    def _crowd(self, since: int, here: int) -> bool:
        """Say whether several unnamed people were spoken of later than a body: "the group" may be theirs."""
        late = (c for c in self.chains.latest() if c.kind is EntityKind.GROUP and not c.names and c.plural)
        return any(since < c.sentence <= here for c in late)

    def _people_of_body(self, number: int) -> Chain | None:
        """Return a body named shortly before whose name shares the stem of the noun and which speaks in the text."""
        ref = self.refs[number]
        stem = ref.lemma[:STEM]
        if len(stem) < STEM or self.doc[ref.head].dep_ != "nsubj":
            return None
        for chain in self.chains.latest():
            near = chain.kind is EntityKind.ORGANISATION and ref.sentence - chain.sentence <= PEOPLE_NEAR
            if near and any(w.startswith(stem) for name in chain.names for w in name):
                return chain
        return None

    def _retold(self, number: int) -> Chain | None:
        """Return whom an earlier part of the report introduced by the same noun and event: a headline, an excerpt."""
        ref = self.refs[number]
        if ref.plural or ref.kind is not EntityKind.PERSON:
            return None
        events = {e[2:] for e in self._events(ref)}
        zone = self.zones[ref.sentence]
        for chain in self.chains.by_head(ref.lemma):
            if self.naming and chain.names:
                continue
            if chain.plural or self.zones[self.refs[chain.refs[0]].sentence] == zone or not can_be(ref, chain):
                continue
            if any(self.zones[self.refs[n].sentence] == zone for n in chain.refs):
                continue
            if events and any(e[2:] in events for e in chain.events):
                return self._put(chain, number, "introduced again with the same event")
        return None

    def _introduced(self, number: int) -> Chain | None:
        """Return the unnamed actor, introduced shortly before, whose name a titled name gives."""
        ref = self.refs[number]
        if ref.form is not MentionKind.NAME or not ref.titles or self._speaks(self.doc[ref.head]):
            return None
        lemmas = [title_noun([t.text for t in self.doc[s:e]]) for s, e in ref.titles]
        for lemma in lemmas:
            near = [
                c
                for c in self.chains.by_head(lemma)
                if lemma and not c.names and not c.plural and c.kind is EntityKind.PERSON and c.heads.get(lemma)
            ]
            near = [c for c in near if ref.sentence - c.sentence <= INTRODUCED_NEAR and can_be(ref, c) and self._led(c)]
            if len(near) == 1:
                return self._put(near[0], number, "named after being introduced by the same title")
        return None

    def _led(self, chain: Chain) -> bool:
        """Say whether an actor was brought in as the subject of a main clause: somebody, not just anybody."""
        for n in chain.refs[-CHECKED:]:
            token = self.doc[self.refs[n].head]
            verb = token.head
            if token.dep_ in _SUBJECTS and verb.dep_ in ("ROOT", "ccomp") and verb.tag_ not in ("VB", "VBG"):
                return True
        return False

    def _speaks(self, token: Token) -> bool:
        verb = clause_verb(token)
        return token.dep_ == "nsubj" and any(c.dep_ == "ccomp" for c in verb.children)

    # pronouns

    def _pronoun(self, number: int) -> Chain | None:
        ref = self.refs[number]
        if ref.lemma in _RELATIVE:
            return None
        token = self.doc[ref.head]
        if is_empty_it(token):
            return None
        chain, why = best_antecedent(self.doc, self.found, self.chains, number)
        if chain is None and ref.gender:
            ahead = cataphor(self.doc, self.found, number)
            if ahead is not None:
                if not self.done[ahead]:
                    self._group(ahead)
                chain, why = self.chains.find(ahead), "the subject that follows"
                if chain is not None and chain.gender not in ("", ref.gender):
                    chain = None
        if chain is not None:
            return self._put(chain, number, why)
        if ref.gender:
            return self.chains.new(number, f"unresolved: {why}")
        self.skipped.append(Skipped("annotate", f"pronoun left open: {why}", Span(token.idx, token.idx + len(token))))
        return None


def _mistaken(ref: Ref, chain: Chain) -> bool:
    """Say whether a surname alone was taken for a body or place before the full name came."""
    full = ref.kind is EntityKind.PERSON and (len(ref.name) > 1 or bool(ref.titles))
    single = all(len(n) == 1 for n in chain.names)
    return full and single and chain.kind is not EntityKind.STATE and body(ref.name[-1]) is None


def can_be(ref: Ref, chain: Chain) -> bool:
    """Say whether a reference clashes with nothing that is known of a chain."""
    if ref.gender and chain.gender and ref.gender != chain.gender:
        return False
    return not marks_clash(dict.fromkeys(ref.marks), chain.marks)


def _one_did_it_to_the_other(lemma: str, chain: Chain) -> bool:
    """Say whether a noun for who was hurt would name somebody called a suspect or a gunman, or the other way round."""
    if lemma not in _HURT and lemma not in _suspects():
        return False
    others = _suspects() if lemma in _HURT else _HURT
    return any(told and head in others for head, told in chain.heads.items())


@functools.cache
def _suspects() -> frozenset[str]:
    return frozenset(word for verbs in deeds() for words in verbs.values() for word in words) - _HURT


def _unresolved(ref: Ref) -> str:
    if ref.form is MentionKind.NAME or ref.definite in ("indefinite", "bare"):
        return ""
    return "nobody before it fits"


def _groups(doc: Doc, found: Found) -> dict[int, tuple[tuple[int, str], ...]]:
    """Return, for every reference that the syntax ties to others, all of them in order with the reason."""
    parent: dict[int, int] = {}

    def root(n: int) -> int:
        while parent.setdefault(n, n) != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    why: dict[int, str] = {}
    for link in find_links(doc, found):
        parent[root(link.second)] = root(link.first)
        why[link.second] = link.why
    sets: dict[int, list[int]] = {}
    for n in sorted(parent):
        sets.setdefault(root(n), []).append(n)
    out: dict[int, tuple[tuple[int, str], ...]] = {}
    for members in sets.values():
        named = tuple((n, why.get(n, "apposition")) for n in members)
        out.update(dict.fromkeys(members, named))
    return out


def _zones(doc: Doc, report: Report, found: Found) -> list[int]:
    """Return for every sentence the part of the report it stands in: a headline and an excerpt are told again."""
    segments = [s.span.start for s in report.segments]
    if segments:
        return [bisect.bisect_right(segments, sent.start_char) for sent in doc.sents]
    return [
        int(found.paragraphs[number] > 0 or sent.text.rstrip()[-1:] in (".", "!", "?"))
        for number, sent in enumerate(doc.sents)
    ]


def resolve(doc: Doc, report: Report, found: Found) -> tuple[Chains, list[Skipped]]:
    """Put every reference that means an actor into a chain.

    Args:
        doc: the parse.
        report: the report; its segments say what is told again.
        found: what `find_refs` gave. Kinds of names are corrected in place where a chain tells better.
    """
    resolver = _Resolver(doc, report, found)
    resolver.run()
    return resolver.chains, resolver.skipped
