"""One check of the sheet Controles as a value, and everything that checks look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bijdragen import Bijdragenblad
from cusd_xl.workbook.rekenen.bouwer import Blok
from cusd_xl.workbook.rekenen.indexatie import Indexatieblad
from cusd_xl.workbook.rekenen.sleutelgewichten import Gewichtenblad
from cusd_xl.workbook.rekenen.verdeling import Verdelingblad
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel

BLAD = "Controles"
RIJ_GRENS, K_UITKOMST = 4, 2
GRENS = f"{BLAD}!{cel(RIJ_GRENS, K_UITKOMST, 'rk')}"
GOED = "OK"
OPNIEUW = "draai cusd-xl bereken opnieuw"


@dataclass(frozen=True, slots=True)
class Controle:
    """One check: what it checks, a condition that is true when all is well, the text when it is not, and the article.

    `vast` holds texts as they were at the calculation; they stand beside the check and the condition names them {0}, {1}.
    `is_goed` is the outcome now.
    """

    naam: str
    goed: str
    fout: str
    grond: str
    vast: tuple[str, ...] = ()
    is_goed: bool = True


@dataclass(frozen=True, slots=True)
class Gecontroleerd:
    """Everything the checks look at."""

    begroting: Begroting
    posten: Sequence[VerdeeldeKostenpost]
    invoer: Invoer
    indexatie: Indexatieblad
    betalers: Blok
    gewichten: Gewichtenblad
    verdeling: Verdelingblad
    bijdragen: Bijdragenblad
    taken: Blok | None
