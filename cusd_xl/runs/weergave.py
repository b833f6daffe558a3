"""The files of one factuur, made from the factuur as a value and from nothing else: file name -> content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cusd_xl.base.names import slug
from cusd_xl.model.factuur import Factuur
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.play_new import play_new

Weergave: TypeAlias = Callable[[Factuur], Mapping[str, bytes]]


def render_factuur(factuur: Factuur) -> dict[str, bytes]:
    """The workbook of one gemeente, under its number and the name of the gemeente; the same factuur gives the same bytes."""
    return {f"{factuur.nummer}_{slug(factuur.afnemer.gemeente, factuur.afnemer.gm_code)}.xlsx": play_new(plan_factuur(factuur))}
