"""A begrotingswijziging as a numbered layer: what the gemeenten contribute before it, after it, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cusd_xl.model.begroting import Kostenpost, Wijziging
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.inkoop import Inkoop
from cusd_xl.model.kring import Kring


@dataclass(frozen=True, slots=True)
class Wijzigingslaag:
    """The rows of tblWijzigingen with one Nummer; a layer is concept as long as one of its rows is.

    `regels` leaves out the rows that were ingetrokken; with none left the status is ingetrokken.
    """

    nummer: str
    status: str
    besluitdatum: date | None
    regels: tuple[Wijziging, ...]


@dataclass(frozen=True, slots=True)
class Postwijziging:
    """One kostenpost before and after a layer, in cents.

    `begroot` and `mutatie` are at the price level of the kostenpost; `oud` and `nieuw` are the bijdragen in the order of the
    kring. `telt_mee` is False where the sleutel gives own amounts, so that a mutatie changes nothing.
    """

    kostenpost: Kostenpost
    begroot: int
    mutatie: int
    te_verdelen_oud: int
    te_verdelen_nieuw: int
    oud: tuple[int, ...]
    nieuw: tuple[int, ...]
    telt_mee: bool
    omschrijving: str = ""

    @property
    def is_new(self) -> bool:
        """True for a kostenpost that this layer brings into the begroting."""
        return self.telt_mee and self.begroot == 0 and self.mutatie > 0


@dataclass(frozen=True, slots=True)
class Inkoopwijziging:
    """The inkoopplan of one name of the kring for one taak, before and after a layer."""

    gemeente: str
    taak: str
    omschrijving: str
    oud: Inkoop
    nieuw: Inkoop


@dataclass(frozen=True, slots=True)
class Wijzigingsstaat:
    """One layer, the numbers of the layers below it, and every kostenpost of the kring before and after.

    `inkoop` holds only the taken whose inkoopplan the layer changes. `besluit` is the row of tblBesluiten with the number of the
    layer, and `akkoord` how many of the `deelnemers` of the year agreed to it.
    """

    jaar: int
    regeling: str
    laag: Wijzigingslaag
    eerdere: tuple[str, ...]
    kring: Kring
    posten: tuple[Postwijziging, ...]
    inkoop: tuple[Inkoopwijziging, ...] = ()
    besluit: Besluit | None = None
    akkoord: int = 0
    deelnemers: int = 0

    def per_gemeente(self) -> dict[str, tuple[int, int]]:
        """Cents before and after per name of the kring."""
        return {
            naam: (sum(post.oud[plaats] for post in self.posten), sum(post.nieuw[plaats] for post in self.posten))
            for plaats, naam in enumerate(self.kring.gemeenten)
        }

    def per_soort(self) -> dict[str, tuple[int, int]]:
        """Cents before and after per kostensoort, in the order of tblKosten."""
        soorten = dict.fromkeys(post.kostenpost.soort for post in self.posten)
        return {
            soort: (
                sum(sum(post.oud) for post in self.posten if post.kostenpost.soort == soort),
                sum(sum(post.nieuw) for post in self.posten if post.kostenpost.soort == soort),
            )
            for soort in soorten
        }
