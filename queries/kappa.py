"""How far two codings of the same items agree: Cohen's κ and what it is made of.

After J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
20 (1960), 37-46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph.model import Record


class Agreement(Record, frozen=True, kw_only=True, omit_defaults=False):
    """Number of items, share coded alike, share expected by chance, κ, and the confusion table.

    ``kappa`` is None where it is not defined: no items, or both coders put all of them into one category.
    ``table`` holds (first coder's category, second coder's) -> items, without zeros.
    """

    items: int
    observed: float | None
    expected: float | None
    kappa: float | None
    table: dict[tuple[str, str], int]


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Compare two codings, item by item.

    κ is ``(p_o - p_e) / (1 - p_e)``: p_o is the share coded alike, p_e the share expected if each coder gave
    out his own categories as often as he did, but at random.
    """
    table = Counter(pairs)
    items = table.total()
    if not items:
        return Agreement(items=0, observed=None, expected=None, kappa=None, table={})
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), number in table.items():
        first[one] += number
        second[other] += number
    alike = sum(number for (one, other), number in table.items() if one == other)
    # Whole numbers up to here, so that "all alike" is told exactly.
    chance = sum(number * second[category] for category, number in first.items())
    kappa = None if chance == items**2 else (alike * items - chance) / (items**2 - chance)
    return Agreement(
        items=items,
        observed=alike / items,
        expected=chance / items**2,
        kappa=kappa,
        table=dict(sorted(table.items())),
    )
