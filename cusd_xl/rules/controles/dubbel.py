"""Rows that say the same thing twice: each later row is reported, with the cell of the first one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol, TypeVar

from cusd_xl.model.herkomst import Herkomst


class Rij(Protocol):
    """A row of any table."""

    @property
    def herkomst(self) -> Herkomst: ...


R = TypeVar("R", bound=Rij)


def find_dubbel(rows: Iterable[R], same: Callable[[R], Hashable], veld: str) -> Iterator[tuple[R, str, str]]:
    """Each row that repeats an earlier one by `same`: the row, its cell in column `veld`, and the cell of the first row."""
    seen: dict[Hashable, R] = {}
    for row in rows:
        first = seen.setdefault(same(row), row)
        if first is not row:
            yield row, row.herkomst.cel(veld), first.herkomst.cel(veld)
