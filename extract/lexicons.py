"""Load the lexicons (``extract/lexicon/``), check them, and offer them as term sets.

A term set finds its strings in a folded text by Aho–Corasick, leftmost-longest. Every mistake in a file is
a LexiconError that names file, entry and field.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, TypeVar, cast

import msgspec

from extract.lexicon_files import lexical, own_name, own_rows, read_yaml
from extract.terms import TermSet
from graph.model import LexiconError
from graph.text import fold, match_key

SUBTOOLS: dict[str, tuple[str, str]] = {
    "supply.talent": ("人才引育", "Talent"),
    "supply.fiscal": ("财政投入", "Direct fiscal support"),
    "supply.infrastructure": ("基础设施与空间", "Infrastructure and space"),
    "supply.technology": ("科技支持", "R&D support"),
    "supply.information": ("信息与数据供给", "Information and data"),
    "supply.public_service": ("公共服务", "Public services"),
    "environment.planning": ("目标规划", "Goals and planning"),
    "environment.finance": ("金融支持", "Financial support"),
    "environment.tax": ("税费优惠", "Tax and fee relief"),
    "environment.regulation": ("法规管制", "Regulation and approval"),
    "environment.standards_ip": ("标准与知识产权", "Standards and IP"),
    "environment.institution": ("体制机制改革", "Institutional reform"),
    "environment.strategy": ("策略性措施", "Strategic measures"),
    "demand.procurement": ("政府采购与首购", "Procurement"),
    "demand.outsourcing": ("服务外包与社会参与", "Outsourcing"),
    "demand.pilot": ("试点示范与场景开放", "Pilots and scenarios"),
    "demand.trade": ("贸易与海外拓展", "Trade and overseas"),
    "demand.consumption": ("消费激励与市场培育", "Market building"),
}
"""The 18 sub-tools (class.subtool) with Chinese and English names, after Rothwell & Zegveld (1985)."""

CLASSES: dict[str, tuple[str, str]] = {
    "supply": ("供给型", "Supply"),
    "environment": ("环境型", "Environment"),
    "demand": ("需求型", "Demand"),
}
"""The three classes of policy instruments."""


@dataclass(frozen=True)
class Concept:
    """A lexicon entry: preferred label, strings that name it, and its place among the others."""

    id: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    broader: str | None = None
    family: bool = False
    subtool: str | None = None
    secondary: tuple[str, ...] = ()
    kind: str | None = None
    codes: tuple[str, ...] = ()
    classification: str | None = None
    place_type: str | None = None
    within: tuple[str, ...] = ()
    same_as: str | None = None
    until: str | None = None
    """Year in which a former division ended."""
    narrower: frozenset[str] = frozenset()
    """Those of its strings that name a kind of it or something beside it, and so a thing of their own."""

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Other names of the same thing, without the preferred label."""
        return tuple(
            name for name in (*self.strong, *self.weak) if name != self.id and name not in self.narrower
        )


@dataclass(frozen=True)
class Head:
    """A productive head: compounds that end in it are instruments of ``subtool``."""

    head: str
    subtool: str
    family: str
    weak: bool = False
    when: tuple[tuple[str, str], ...] = ()
    excluded: tuple[str, ...] = ()
    """Longer words that end in the head and name no instrument (难点, 特点 for 点)."""

    def subtool_of(self, compound: str) -> str:
        """Return the sub-tool of a folded compound: that of the first listed word inside it, or its own."""
        for word, subtool in self.when:
            if word in compound:
                return subtool
        return self.subtool


@dataclass(frozen=True)
class Cue:
    """Words inside an instrument's name that overrule what its form alone says."""

    subtool: str
    words: tuple[str, ...]
    over: frozenset[str]

    def word_in(self, held: Collection[str], base: str) -> str | None:
        """Return the word that points to the sub-tool, of the words that a name holds besides its ending."""
        return next((word for word in self.words if word in held), None) if base in self.over else None


class Words(dict[str, frozenset[str]]):
    """The closed classes of ``words.yml``, each a set of words."""

    def __missing__(self, name: str) -> frozenset[str]:
        """Raise LexiconError for a class that the file has not."""
        raise LexiconError(f"words.yml: no list called {name}")


class _Row(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An entry as the files write it; each file's header says what its fields mean."""

    id: str
    en: str = ""
    level: Literal["concept", "family"] = "concept"
    subtool: str | None = None
    secondary: tuple[str, ...] = ()
    broader: str | None = None
    kind: str | None = None
    classification: str | None = None
    place_type: str | None = None
    within: str | tuple[str, ...] = ()
    same_as: str | None = None
    until: str | None = None
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    narrower_weak: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class _HeadRow(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A head as ``heads.yml`` writes it."""

    head: str
    subtool: str
    family: str
    weak: bool = False
    when: dict[str, str] = {}
    excluded: str = msgspec.field(default="", name="not")


class _CueRow(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A line of ``cues.yml`` as it is written."""

    subtool: str
    words: str
    over: str


R = TypeVar("R", _Row, _HeadRow, _CueRow)


def _rows(name: str, rows: list[Any], kind: type[R], label: str) -> list[R]:
    """Convert raw rows; raises LexiconError naming file, entry and field."""
    found: list[R] = []
    for position, row in enumerate(rows, 1):
        entry = cast("dict[str, Any]", row).get(label, position) if isinstance(row, dict) else position
        try:
            found.append(msgspec.convert(row, kind))
        except msgspec.ValidationError as error:
            raise LexiconError(f"{name}: entry {entry}: {error}") from error
    return found


def concepts(name: str, rows: list[Any] | None = None) -> dict[str, Concept]:
    """Read the entries of one file (or the given rows of it) by id, checked.

    Raises:
        LexiconError: an unknown field, a wrong type, a doubled id, or a sub-tool that does not exist.
    """
    found: dict[str, Concept] = {}
    for row in _rows(name, read_yaml(name) if rows is None else rows, _Row, "id"):
        if not all(map(str.strip, (row.id, *row.aliases, *row.weak, *row.narrower, *row.narrower_weak))):
            raise LexiconError(f"{name}: entry {row.id!r}: 名称是空的 (an id or a string is empty)")
        if row.id in found:
            raise LexiconError(f"{name}: entry {row.id}: the id stands twice")
        for subtool in (row.subtool, *row.secondary):
            if subtool is not None and subtool not in SUBTOOLS:
                raise LexiconError(f"{name}: entry {row.id}: field subtool: {subtool} is none of the 18")
        if row.until is not None and not re.fullmatch(r"(?:19|20)\d\d", row.until):
            raise LexiconError(f"{name}: entry {row.id}: field until: {row.until} is no year")
        found[row.id] = Concept(
            id=row.id,
            # An id that is itself ambiguous may be repeated among the weak strings.
            strong=tuple(
                string for string in (row.id, *row.aliases, *row.narrower) if string not in row.weak
            ),
            weak=(*row.weak, *row.narrower_weak),
            narrower=frozenset((*row.narrower, *row.narrower_weak)),
            broader=row.broader,
            family=row.level == "family",
            subtool=row.subtool,
            secondary=row.secondary,
            kind=row.kind,
            codes=row.codes,
            classification=row.classification,
            place_type=row.place_type,
            within=(row.within,) if isinstance(row.within, str) else row.within,
            same_as=row.same_as,
            until=row.until,
        )
    return found


def overlaid(found: dict[str, Concept], name: str) -> dict[str, Concept]:
    """Return shipped concepts with those of the user's own file over them: same id replaced, strings taken.

    Raises:
        LexiconError: the user's file breaks a rule.
    """
    rows = own_rows(name)
    if not rows:
        return found
    own = concepts(own_name(name), rows)
    taken = {fold(string) for concept in own.values() for string in (*concept.strong, *concept.weak)}

    def left(strings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(string for string in strings if fold(string) not in taken)

    left_over = {
        key: replace(concept, strong=left(concept.strong), weak=left(concept.weak))
        for key, concept in found.items()
        if key not in own
    }
    return {**left_over, **own}


def check(found: dict[str, Concept], name: str) -> None:
    """Check a set of concepts as a whole.

    Raises:
        LexiconError: a broader concept that does not exist or leads in a circle, or one string (as matched)
            that stands for two concepts.
    """
    owners: dict[str, str] = {}
    for concept in found.values():
        for string in (*concept.strong, *concept.weak):
            other = owners.setdefault(fold(string), concept.id)
            if other != concept.id:
                raise LexiconError(f"{name}: entry {concept.id}: {string} stands for {other} too")
        seen = {concept.id}
        broader = concept.broader
        while broader is not None:
            if broader not in found:
                raise LexiconError(f"{name}: entry {concept.id}: field broader: {broader} does not exist")
            if broader in seen:
                raise LexiconError(
                    f"{name}: entry {concept.id}: field broader leads in a circle at {broader}"
                )
            seen.add(broader)
            broader = found[broader].broader


def terms(found: dict[str, Concept], *, without: str | None = None) -> TermSet:
    """Build the term set of concepts: strong and weak strings, each standing for the concept's id.

    Strings that hold the character ``without`` are left out.
    """
    return TermSet(
        (string, concept.id, weak)
        for concept in found.values()
        for weak, strings in ((False, concept.strong), (True, concept.weak))
        for string in strings
        if without is None or without not in fold(string)
    )


@cache
def load_words() -> Words:
    """Load the closed classes of ``words.yml`` and ``clause_verbs.txt``; raises LexiconError if not YAML."""
    sets = {key: frozenset(text.split()) for key, text in read_yaml("words.yml").items()}
    text = files("extract").joinpath("lexicon", "clause_verbs.txt").read_text(encoding="utf-8")
    verbs = (word for row in text.splitlines() if not row.startswith("#") for word in row.split())
    return Words({**sets, "clause_verbs": frozenset(verbs)})


@cache
def word_tuple(name: str) -> tuple[str, ...]:
    """Return one of the closed classes as ``str.startswith`` and ``str.endswith`` take it."""
    return tuple(sorted(load_words()[name]))


@dataclass(frozen=True)
class Lexicon:
    """Everything the recognisers know: concepts, heads, words and their automata."""

    industries: dict[str, Concept]
    instruments: dict[str, Concept]
    heads: dict[str, Head]
    cues: tuple[Cue, ...]
    cue_terms: TermSet
    words: Words
    industry_terms: TermSet
    instrument_terms: TermSet
    head_terms: TermSet
    industry_names: dict[str, str]
    """Matching key of every name of an industry, sure or not -> concept id."""
    instrument_ends: dict[str, str]
    """Matching key of every name of an instrument, sure or not -> concept id: what a compound may end in."""
    kinds: dict[str, str]
    """Matching key of every name that is a thing of its own below its concept -> the name as it is listed."""
    own: frozenset[str]
    """Ids of instruments, and heads, that the user's own lexicon gives: what it says is not weighed."""


INSTRUMENT_FILES = ("instruments-supply.yml", "instruments-environment.yml", "instruments-demand.yml")


@lexical
def load_lexicon() -> Lexicon:
    """Load and check the lexicons of industries and instruments once a process.

    Raises:
        LexiconError: a file breaks a rule.
    """
    industries = overlaid(concepts("industries.yml"), "industries.yml")
    check(industries, "industries.yml")
    instruments: dict[str, Concept] = {}
    for name in INSTRUMENT_FILES:
        for key, concept in concepts(name).items():
            if key in instruments:
                raise LexiconError(f"{name}: entry {key}: another instruments file has it too")
            instruments[key] = concept
    instruments = overlaid(instruments, "instruments.yml")
    heads = _heads(instruments)
    check(instruments, "instruments-*.yml")
    instruments = _placed(instruments)
    cues = _cues()
    return Lexicon(
        industries=industries,
        instruments=instruments,
        heads=heads,
        cues=cues,
        cue_terms=TermSet((word, word, False) for cue in cues for word in cue.words),
        words=load_words(),
        # AI+医疗 in a text is two names, an application of the one in the other; rules split it at the plus.
        industry_terms=terms(industries, without="+"),
        instrument_terms=terms(instruments),
        head_terms=TermSet((head.head, head.head, head.weak) for head in heads.values()),
        industry_names=_by_name(industries, weak=True),
        instrument_ends=_by_name(instruments, weak=True),
        kinds={
            match_key(string): string
            for concept in (*industries.values(), *instruments.values())
            for string in sorted(concept.narrower)
        },
        own=_own(),
    )


def _own() -> frozenset[str]:
    instruments = concepts(own_name("instruments.yml"), own_rows("instruments.yml"))
    heads = _rows(own_name("heads.yml"), own_rows("heads.yml"), _HeadRow, "head")
    return frozenset((*instruments, *(row.head for row in heads)))


def _cues() -> tuple[Cue, ...]:
    """Read ``cues.yml``; raises LexiconError when a line names an unknown sub-tool."""
    found: list[Cue] = []
    for row in _rows("cues.yml", read_yaml("cues.yml"), _CueRow, "subtool"):
        over = row.over.split()
        for subtool in (row.subtool, *over):
            if subtool not in SUBTOOLS:
                raise LexiconError(f"cues.yml: entry {row.subtool}: {subtool} is none of the 18 sub-tools")
        words = sorted((match_key(word) for word in row.words.split()), key=lambda word: (-len(word), word))
        found.append(Cue(row.subtool, tuple(words), frozenset(over)))
    return tuple(found)


def _placed(instruments: dict[str, Concept]) -> dict[str, Concept]:
    """Return the instruments, each with a sub-tool: its own, or that of what it is a kind of.

    Raises:
        LexiconError: one has none; only the user's own may lack it.
    """
    found: dict[str, Concept] = {}
    for key, concept in instruments.items():
        above = concept
        while above.subtool is None and above.broader is not None:
            above = instruments[above.broader]
        if above.subtool is None:
            raise LexiconError(
                f"{own_name('instruments.yml')}: entry {key}: 缺 subtool, 请写 18 类次级工具之一 "
                f"(field subtool is missing: one of the 18): {', '.join(SUBTOOLS)}"
            )
        found[key] = concept if concept.subtool else replace(concept, subtool=above.subtool)
    return found


def _by_name(found: dict[str, Concept], *, weak: bool = False) -> dict[str, str]:
    """Matching key -> concept id, of the ids, the strong strings and, if asked for, the weak ones."""
    return {
        match_key(string): concept.id
        for concept in found.values()
        for string in (*((concept.id,) if weak else ()), *concept.strong, *(concept.weak if weak else ()))
    }


def _heads(instruments: dict[str, Concept]) -> dict[str, Head]:
    """Read the heads, and add to ``instruments`` the families that only they name."""
    heads: dict[str, Head] = {}
    by_string = {fold(name): key for key, concept in instruments.items() for name in (key, *concept.strong)}
    own = _rows(own_name("heads.yml"), own_rows("heads.yml"), _HeadRow, "head")
    replaced = {match_key(row.head) for row in own}
    shipped = _rows("heads.yml", read_yaml("heads.yml"), _HeadRow, "head")
    for row in [*(row for row in shipped if match_key(row.head) not in replaced), *own]:
        head = Head(row.head, row.subtool, row.family, row.weak, tuple(row.when.items()), _excluded(row))
        for subtool in (head.subtool, *row.when.values()):
            if subtool not in SUBTOOLS:
                raise LexiconError(f"heads.yml: entry {head.head}: sub-tool {subtool} is none of the 18")
        if match_key(head.head) in heads:
            raise LexiconError(f"heads.yml: entry {head.head}: the head stands twice")
        family = by_string.get(fold(head.family))
        if family is None:
            # A family that no file lists has no strings of its own: its bare name is no mention.
            instruments[head.family] = Concept(head.family, (), family=True, subtool=head.subtool)
            by_string[fold(head.family)] = family = head.family
        heads[match_key(head.head)] = replace(head, family=family)
    return heads


def _excluded(row: _HeadRow) -> tuple[str, ...]:
    """Return what may not stand where a head ends; raises LexiconError for a word that does not end in it."""
    words = tuple(fold(word) for word in row.excluded.split())
    for word in words:
        if not word.endswith(fold(row.head)) or word == fold(row.head):
            raise LexiconError(f"heads.yml: entry {row.head}: field not: {word} does not end in the head")
    return words
