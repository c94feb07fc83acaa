"""What is done to one file or document, in this process or in another: bytes or a text in, results out.

A task is a file's bytes, a document of a list, or a remark that only passes through, in its place. Whatever
happens to one document is told in a remark and touches no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

import msgspec

from extract.decisions import Decisions
from extract.lexicon_files import OwnLexicon, own_lexicon, use_own
from extract.pipeline import Context, extract
from extract.read import Found, Remark, Source, load, parse, read
from extract.readers.kinds import LISTS
from extract.version import code_version
from graph.model import Extraction, InputError, YimaiError

R = TypeVar("R")


@dataclass(frozen=True)
class File:
    """The bytes of a file, which another process may read without seeing the file."""

    source: Source
    data: bytes


Task = File | Found | Remark
"""What is sent to whoever does the work, in the order of the input."""


@dataclass(frozen=True)
class Settings:
    """What the work depends on beside the documents; travels to every process that does it."""

    segmenter: str = "rjieba"
    decisions: Decisions = field(default_factory=Decisions)
    lexicon: OwnLexicon = field(default_factory=own_lexicon)
    code: str = field(default_factory=code_version)

    @cached_property
    def _own(self) -> str:
        known = (self.code, self.segmenter, self.decisions.items, self.lexicon.files)
        return sha256(msgspec.json.encode(known)).hexdigest()

    def reading(self, task: Task) -> str:
        """Return a name for a task and all that its result depends on: equal names, equal results."""
        digest = sha256(self._own.encode())
        if isinstance(task, File):
            digest.update(f"{task.source.id}\0{task.source.source}\0".encode() + task.data)
        elif isinstance(task, Found):
            digest.update(msgspec.json.encode(task))
        return digest.hexdigest()


def tasks(sources: Iterable[Source]) -> Iterator[Task]:
    """Yield the tasks behind sources, in order, each only when it is asked for.

    The rows of a list are tasks of their own, so that one long list keeps all processes busy.
    """
    for source in sources:
        try:
            if source.path is not None and source.path.suffix.lower() in LISTS:
                yield from read(source)
            else:
                yield File(source, load(source))
        except InputError as error:
            yield Remark(named(source.source, error))


def size(task: Task) -> int:
    """Return about how many bytes a task takes on its way to another process."""
    if isinstance(task, File):
        return len(task.data)
    return len(task.text) * 3 if isinstance(task, Found) else 0


def document(task: Task) -> str:
    """Return the id of the document that a task is about; empty for a remark."""
    if isinstance(task, File):
        return task.source.id
    return task.id if isinstance(task, Found) else ""


def name(task: Task) -> str:
    """Return what a task is called in messages."""
    if isinstance(task, File):
        return task.source.source
    return stem(task) if isinstance(task, Found) else ""


def do(task: Task, settings: Settings, finish: Callable[[Extraction], R]) -> Iterator[R | Remark]:
    """Yield what comes of a task: for each document what ``finish`` makes of its extraction, or a remark.

    Raises:
        YimaiError: something is wrong that concerns every document, such as a lexicon.
    """
    if settings.lexicon != own_lexicon():
        use_own(settings.lexicon)
    if isinstance(task, Remark):
        yield task
    elif isinstance(task, Found):
        yield _document(task, settings, finish)
    else:
        try:
            for item in parse(task.source, task.data):
                yield item if isinstance(item, Remark) else _document(item, settings, finish)
        except InputError as error:
            yield Remark(named(task.source.source, error))


def _document(found: Found, settings: Settings, finish: Callable[[Extraction], R]) -> R | Remark:
    """Return what is made of one document; the fault of one document is a remark, whatever it is."""
    try:
        extraction = extract(found.text, context_of(found, settings.segmenter))
        return finish(settings.decisions.apply(extraction))
    except InputError as error:
        return Remark(named(stem(found), error))
    except YimaiError:
        raise
    except Exception as error:
        return Remark(
            f"{stem(found)}: 抽取时出错, 已跳过 (extraction failed, skipped): "
            f"{type(error).__name__}: {' '.join(str(error).split())}"
        )


def context_of(found: Found, segmenter: str) -> Context:
    """Return what the extraction is told of a document that was read: its id, source, and what is known."""
    known = found.known
    return Context(
        id=found.id,
        source=found.source,
        title=known.title,
        date=known.date,
        publisher=known.publisher,
        jurisdiction=known.jurisdiction,
        session=known.session,
        segmenter=segmenter,
    )


def stem(found: Found) -> str:
    """Return a document's id without its prefix, as messages name it."""
    return found.id.removeprefix("document:")


def named(name: str, error: InputError) -> str:
    """Return an error's message with the name of what it is about, once."""
    return str(error) if str(error).startswith(name) else f"{name}: {error}"
