"""The site that ``yimai build`` writes: an overview, answers, profiles, and maps of all and of one.

Files are named by numbers, never by what a document says, and links are relative: the folder can be moved,
mailed and opened from the disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from cli.drawing import draw, save
from graph.model import Label, RenderError
from graph.store import View

if TYPE_CHECKING:
    from queries.merge_search import Apart
    from queries.overview import Listed, Overview
    from viz.contents import Bar, Contents, Item, Shared, Source
    from viz.page import MapPage
    from viz.profile_contents import Shelf

MAPS_LIMIT = 60
"""At most so many proposals get a map of their own: those that share most with others."""
HOME, ANSWERS, TIMELINE, MAP = "index.html", "answers.html", "years.html", "map.html"
FOLDER, PAGES = "proposals", "pages"
_NUMBERED = re.compile(r"\d{3,}\.html")


def write_site(view: View, folder: Path, *, language: str = "zh", apart: Apart = ()) -> Path:
    """Write the site of a graph and return the path of its first page.

    Numbered pages of an earlier, larger site are removed; nothing else in the folder is touched. ``apart``
    are the pairs of proposals that were decided not to be merged.

    Raises:
        RenderError: the folder or a file cannot be written.
    """
    from cli.answers import answers
    from cli.profiles import Profiles
    from cli.timeline import timeline
    from queries.overview import overview
    from viz.answers import AnswersPage
    from viz.overview import OverviewPage
    from viz.timeline import TimelinePage

    facts = overview(view)
    profiles = Profiles(view, facts)
    pages = {id_: f"{PAGES}/{name}" for id_, name in profiles.names.items()}
    whole = draw(view, None, {}, language=language, home=HOME, pages=pages)
    chosen = set(facts.sharing[:MAPS_LIMIT])
    # Numbers follow the list of proposals, so that a page's name says where its proposal stands there.
    own = [proposal for proposal in facts.proposals if proposal.id in chosen]
    maps = {proposal.id: f"{number:03}.html" for number, proposal in enumerate(own, start=1)}
    save(whole, folder / MAP)
    for proposal in own:
        page = _proposal_map(view, proposal, facts, language, pages)
        save(page, folder / FOLDER / maps[proposal.id])
    _remove_stale(folder / FOLDER, set(maps.values()))
    address = _Addresses(profiles.names, maps, _drawn(whole))
    shelves = profiles.write(
        folder / PAGES,
        address=address.beside,
        map_of=address.map_beside,
        home=f"../{HOME}",
        language=language,
    )
    _remove_stale(folder / PAGES, set(profiles.names.values()))
    save(AnswersPage(answers(view, facts, address, HOME, apart), language=language), folder / ANSWERS)
    years = timeline(view, facts, address, HOME)
    if years is not None:
        save(TimelinePage(years, language=language), folder / TIMELINE)
    else:
        _remove(folder / TIMELINE)
    contents = _contents(facts, len(maps), address, shelves, dated=years is not None)
    home = OverviewPage(contents, whole.still, language=language)
    return save(home, folder / HOME)


def _proposal_map(
    view: View, proposal: Listed, facts: Overview, language: str, pages: Mapping[str, str]
) -> MapPage:
    """Draw what one proposal mentions and which others mention the same."""
    from queries.kin import kin
    from viz.page import MapPage

    source = next((one.name for one in facts.documents if one.id == proposal.document), "")
    return MapPage(
        kin(view, proposal.id),
        title=proposal.name,
        subtitle=" · ".join(filter(None, ("、".join(proposal.proposers), source, str(proposal.year or "")))),
        language=language,
        focus=proposal.id,
        home=f"../{HOME}",
        pages={id_: f"../{address}" for id_, address in pages.items()},
    )


def _remove_stale(folder: Path, kept: Collection[str]) -> None:
    """Remove the numbered pages that this site does not have; whatever else lies in the folder stays.

    Raises:
        RenderError: one cannot be removed.
    """
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if _NUMBERED.fullmatch(path.name) and path.name not in kept and path.is_file():
            _remove(path)


def _remove(path: Path) -> None:
    """Remove a page of an earlier site, if it is there.

    Raises:
        RenderError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise RenderError(
            f"{path.as_posix()}: 无法删除旧页 (cannot remove an old page): {error.strerror}; "
            "请手工删除后重跑 (delete it by hand and run again)"
        ) from error


def _drawn(page: MapPage) -> set[str]:
    return {str(node["id"]) for node in page.network.nodes}


class _Addresses:
    """Where a thing is told of: on its own page, else on its own map, else on the map of everything."""

    def __init__(self, pages: Mapping[str, str], maps: Mapping[str, str], drawn: Collection[str]) -> None:
        self._pages, self._maps, self._drawn = pages, maps, drawn

    def __call__(self, id_: str) -> str:
        """Return the address from the site's folder; empty where a thing is shown nowhere."""
        return f"{PAGES}/{self._pages[id_]}" if id_ in self._pages else self.map(id_)

    def map(self, id_: str) -> str:
        """Return where a thing is to be seen on a map."""
        if id_ in self._maps:
            return f"{FOLDER}/{self._maps[id_]}"
        # As encodeURIComponent does it, since the map reads and writes such addresses too.
        name = quote(id_, safe="!*'()", errors="replace")
        return f"{MAP}#n={name}" if id_ in self._drawn else ""

    def beside(self, id_: str) -> str:
        """Return the address from the folder of pages."""
        return self._pages[id_] if id_ in self._pages else self.map_beside(id_)

    def map_beside(self, id_: str) -> str:
        """Return where a thing is to be seen on a map, from the folder of pages."""
        found = self.map(id_)
        return f"../{found}" if found else ""


def _contents(
    facts: Overview, own_maps: int, address: _Addresses, shelves: tuple[Shelf, ...], *, dated: bool
) -> Contents:
    """Join the facts of a graph with the pages that show them."""
    from cli.profiles import INDEX
    from viz.contents import Contents

    return Contents(
        figures=facts.figures,
        sharing=facts.sharing_count,
        shared=_shared(facts, address),
        classes=_bars(facts.classes, address),
        tools=_bars(facts.tools, address),
        mentioned=_mentioned(facts, address),
        items=_items(facts, address),
        sources=_sources(facts),
        own_maps=own_maps,
        map_address=MAP,
        answers_address=ANSWERS,
        years_address=TIMELINE if dated else "",
        index_address=f"{PAGES}/{INDEX}",
        entries=tuple(
            msgspec.structs.replace(entry, address=address(entry.id))
            for shelf in shelves
            if shelf.kind is not Label.PROPOSAL
            for entry in shelf.entries
        ),
    )


def _shared(facts: Overview, address: _Addresses) -> tuple[Shared, ...]:
    from viz.contents import Quote, Shared

    titles = {proposal.id: proposal.name for proposal in facts.proposals}
    return tuple(
        Shared(
            name=family.name,
            class_=family.class_,
            count=family.count,
            address=address(family.id),
            titles=tuple((titles[id_], address(id_)) for id_ in family.proposals),
            quotes=tuple(
                Quote(
                    title=titles[use.proposal],
                    address=address(use.proposal),
                    modality=use.modality,
                    said=use.said,
                )
                for use in family.uses
            ),
        )
        for family in facts.families
    )


def _bars(counts: Mapping[str, int], address: _Addresses) -> dict[str, Bar]:
    """Return the counts of classes or sub-tools by their names in the scheme, such as ``supply.fiscal``."""
    from viz.contents import Bar

    return {
        id_.partition(":")[2]: Bar(name=id_, count=count, address=address(id_))
        for id_, count in counts.items()
    }


def _mentioned(facts: Overview, address: _Addresses) -> dict[Label, tuple[Bar, ...]]:
    from viz.contents import Bar

    return {
        label: tuple(Bar(name=one.name, count=one.count, address=address(one.id)) for one in things)
        for label, things in facts.mentioned.items()
    }


def _items(facts: Overview, address: _Addresses) -> tuple[Item, ...]:
    from viz.contents import Item

    places = {document.id: place for place, document in enumerate(facts.documents)}
    return tuple(
        Item(
            title=one.name,
            proposers=one.proposers,
            document=places[one.document],
            year=one.year,
            document_type=one.document_type,
            number=one.number,
            address=address(one.id),
            people=tuple(map(address, one.people)),
        )
        for one in facts.proposals
    )


def _sources(facts: Overview) -> tuple[Source, ...]:
    from viz.contents import Source

    counts = Counter(proposal.document for proposal in facts.proposals)
    return tuple(
        Source(
            name=one.name,
            source=one.source,
            date=one.date,
            publisher=one.publisher,
            jurisdiction=one.jurisdiction,
            body=one.body,
            session=one.session,
            count=counts[one.id],
        )
        for one in facts.documents
    )
