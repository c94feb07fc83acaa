"""Say in one line how a text was read: which shape and why, what was mended, what is unknown."""

from __future__ import annotations

from extract.structure import read_structure
from extract.wrap import breaks, stray_spaces, unwrap
from graph.model import DocumentType, Extraction

_FACTS = (("date", "日期"), ("publisher", "发布"), ("jurisdiction", "地区"), ("session", "届次"))


def explain(extraction: Extraction) -> str:
    """Return one line on how a document was read.

    It names the shape and the reason for it; lines that were joined and spaces that were taken out; the
    facts with the words they were read from; what was not found; and proposals without a proposer.
    """
    document = extraction.document
    cuts, spaces = breaks(extraction.text), stray_spaces(extraction.text)
    layout = read_structure(unwrap(extraction.text, sorted({*cuts, *spaces})))
    parts = [f"形状 (shape) {document.shape}, {len(extraction.proposals)} 件: {layout.reason}"]
    if cuts:
        parts.append(f"硬换行接回 {len(cuts)} 处 (wrapped lines joined)")
    if spaces:
        parts.append(f"去掉字间空格 {len(spaces)} 处 (stray spaces taken out)")
    parts += _facts(extraction)
    nobody = [
        str(item.position)
        for item in extraction.proposals
        if not (item.members or item.organizations) and item.document_type is not DocumentType.REPLY
    ]
    if nobody:
        parts.append(f"没有提案人的 (no proposer named): 第 {'、'.join(nobody)} 件")
    return f"{document.source}: " + "; ".join(parts)


def _facts(extraction: Extraction) -> list[str]:
    """Return the facts with the words behind them; what is inferred or missing is told as such."""
    read_from = {fact.field: fact.exact for fact in extraction.document.facts}
    found: list[str] = []
    for name, label in _FACTS:
        value = getattr(extraction.document, name)
        if value is None:
            found.append(f"{label}未见 (no {name})")
        elif name in read_from:
            found.append(f"{label} {value} (“{' '.join(read_from[name].split())}”)")
        else:
            found.append(f"{label} {value} (按全文推断或已知, inferred or given)")
    return found
