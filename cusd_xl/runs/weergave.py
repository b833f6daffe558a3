"""The files of one factuur, made from what is frozen and from nothing else: file name -> content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from cusd_xl.base.names import slug
from cusd_xl.model.factuur import Factuur
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.play_new import play_new

Weergave: TypeAlias = Callable[[Factuur, Mapping[str, Any]], Mapping[str, bytes]]
"""Makes the files of a factuur; the mapping is what the run froze beside it (plain JSON values), empty where it froze nothing."""


def render_factuur(factuur: Factuur, weergave: Mapping[str, Any]) -> dict[str, bytes]:
    """The workbook of one gemeente, under its number and the name of the gemeente; the same factuur gives the same bytes."""
    return {f"{factuur.nummer}_{slug(factuur.afnemer.gemeente, factuur.afnemer.gm_code)}.xlsx": play_new(plan_factuur(factuur))}
