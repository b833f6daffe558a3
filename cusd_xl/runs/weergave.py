"""The files of one factuur, made from what is frozen and from nothing else: file name -> content."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from cusd_xl.base.names import slug
from cusd_xl.documents.pdf import make_pdf
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.huisstijl import Huisstijl, Logo, Logoformaat
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.model.uitleg import Restfeiten
from cusd_xl.parameters.efactuur import GEEN
from cusd_xl.rules.uitleg.verdeling import find_restfeiten
from cusd_xl.runs.efacturen import make_efactuur
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.play_new import play_new

VORM_UITLEG = 1
"""The form of the sheet Uitleg that is frozen with a factuur; without it a factuur has no such sheet."""
Weergave: TypeAlias = Callable[[Factuur, Mapping[str, Any]], Mapping[str, bytes]]
"""Makes the files of a factuur; the mapping is what the run froze beside it (plain JSON values), empty where it froze nothing."""


def freeze_weergave(huisstijl: Huisstijl, efactuur_profiel: str) -> dict[str, Any]:
    """What the files are made from beside the factuur, as plain JSON values: the house style and how the UBL names itself."""
    logo = huisstijl.logo
    picture = {"formaat": str(logo.formaat), "inhoud": b64encode(logo.inhoud).decode()} if logo else None
    return {
        "efactuur_profiel": efactuur_profiel,
        "huisstijl": {"kleur": huisstijl.kleur, "naam": huisstijl.naam, "logo": picture},
    }


def freeze_uitleg(weergave: Mapping[str, Any], verdeling: Verdeling, factuur: Factuur) -> dict[str, Any]:
    """The same with what the sheet Uitleg of this factuur tells of the rests: facts of its own gemeente and no other."""
    gemeente = factuur.afnemer.gemeente
    gevonden = {post.kostenpost.kostenpost: find_restfeiten(post, gemeente) for post in verdeling.kostenposten}
    eigen = {post.kostenpost for post in factuur.specificatie}
    resten = {code: asdict(one) for code, one in gevonden.items() if one and code in eigen}
    return {**weergave, "uitleg": {"vorm": VORM_UITLEG, "resten": resten}}


def name_stam(factuur: Factuur) -> str:
    """What the names of all files of a factuur begin with: its number and the gemeente."""
    return f"{factuur.nummer}_{slug(factuur.afnemer.gemeente, factuur.afnemer.gm_code)}"


def render_factuur(factuur: Factuur, weergave: Mapping[str, Any]) -> dict[str, bytes]:
    """The workbook, the PDF and, where one is sent, the UBL, which the PDF carries too; the same factuur gives the same bytes."""
    stam = name_stam(factuur)
    ubl = make_efactuur(factuur, weergave.get("efactuur_profiel", GEEN))
    bijlage = (f"{stam}.xml", ubl) if ubl else None
    made = {
        f"{stam}.xlsx": play_new(plan_werkmap(factuur, weergave)),
        f"{stam}.pdf": make_pdf(factuur, _thaw_huisstijl(weergave.get("huisstijl", {})), bijlage),
    }
    return made | dict([bijlage]) if bijlage else made


def plan_werkmap(factuur: Factuur, weergave: Mapping[str, Any]) -> Werkmapplan:
    """The workbook of a factuur as it was frozen: with the sheet Uitleg when it was finalised with one."""
    return plan_factuur(factuur, _thaw_resten(weergave.get("uitleg")))


def _thaw_resten(frozen: Mapping[str, Any] | None) -> dict[str, Restfeiten] | None:
    """The rests per kostenpost; None for a factuur that was finalised before there was a sheet Uitleg."""
    return None if frozen is None else {code: Restfeiten(**one) for code, one in frozen["resten"].items()}


def _thaw_huisstijl(frozen: Mapping[str, Any]) -> Huisstijl:
    if not frozen:
        return Huisstijl()
    logo = frozen["logo"]
    picture = Logo(b64decode(logo["inhoud"]), Logoformaat(logo["formaat"])) if logo else None
    return Huisstijl(frozen["kleur"], frozen["naam"], picture)
