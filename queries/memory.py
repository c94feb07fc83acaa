"""A small memory for what is dear to compute and depends on the graph alone (never stored in the graph)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Keeps the last few values by key; keys hold a view's ``identity``, so a changed graph asks anew."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, T] = OrderedDict()

    def recall(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the value of a key, computed when it is not there."""
        if key not in self._values:
            self._values[key] = compute()
            if len(self._values) > self._size:
                self._values.popitem(last=False)
        self._values.move_to_end(key)
        return self._values[key]
