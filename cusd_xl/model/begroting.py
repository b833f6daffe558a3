"""The begroting as it was read: one frozen row type per table, amounts in whole eurocents, names tidied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cusd_xl.model.besluiten import Besluit, Contract, Inkoopvolume, Kalendermoment, Risicodeling
from cusd_xl.model.herkomst import NERGENS, Herkomst
from cusd_xl.model.jaargang import EerderJaar, Prognose, Uittredingskosten, Verrekening, Voorschot
from cusd_xl.model.regeling import Regeling


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """A gemeente that takes part in the regeling; None as `tot_en_met` means: until further notice."""

    gemeente: str
    gm_code: str
    vanaf: date
    tot_en_met: date | None = None
    adres: str = ""
    postcode: str = ""
    plaats: str = ""
    kvk: str = ""
    oin: str = ""
    email: str = ""
    referentie: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Inwonertal:
    """The inwoners of one gemeente on one peildatum, definitief or voorlopig; `jeugdigen` among them, None when empty."""

    gemeente: str
    peildatum: date
    inwoners: int
    status: str
    bron: str = ""
    jeugdigen: int | None = None
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Taak:
    """A task of the takenregister; `deelname` holds the gemeenten with a cross, everybody else is vrijgesteld (art. 6)."""

    taak: str
    omschrijving: str
    wet: str
    soort: str
    vanaf: date
    tot_en_met: date | None = None
    deelname: frozenset[str] = frozenset()
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Kostenpost:
    """A cost of the begroting; `taken` empty means alle, `bedrag` in cents at price level `prijspeil`, None when left empty.

    `doorschuifbtw` is the compensable btw in it, in cents of the begrotingsjaar; only for the btw-code that passes it on.
    """

    kostenpost: str
    omschrijving: str
    soort: str
    taken: tuple[str, ...]
    bedrag: int | None
    prijspeil: int
    index: str
    verdeelsleutel: str
    taakveld: str = ""
    categorie: str = ""
    btw: str = "O"
    doorschuifbtw: int | None = None
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Dekking:
    """Money from elsewhere for a kostenpost, in cents of the begrotingsjaar, for the years it names (art. 12)."""

    kostenpost: str
    omschrijving: str
    soort: str
    bedrag: int
    vanaf_jaar: int
    tot_en_met_jaar: int
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Sleutel:
    """A verdeelsleutel: its kind and its parameter as text, in the grammar of the contract."""

    sleutel: str
    soort: str
    parameter: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Gewicht:
    """The weight of one gemeente in one sleutel: any unit, a percentage, or euros for `vast`; of one `jaar`, None for any."""

    sleutel: str
    gemeente: str
    gewicht: Decimal
    jaar: int | None = None
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Controleverklaring:
    """The number of controleverklaringen of one gemeente (art. 12, first exception)."""

    gemeente: str
    aantal: int
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Werkproces:
    """How many times one proces of the zorgadministratie ran for one gemeente (art. 12, second exception)."""

    gemeente: str
    proces: str
    aantal: int
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Normbedrag:
    """The amount in cents for one run of a proces, at price level `prijspeil`."""

    proces: str
    normbedrag: int
    prijspeil: int
    index: str
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Indexcijfer:
    """The percentage of one reeks for one year, with the editie it was published in (art. 14)."""

    reeks: str
    jaar: int
    percentage: Decimal
    editie: str
    status: str
    bron: str
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A begrotingswijziging of one kostenpost in cents; it counts when its status is vastgesteld (art. 12).

    With a `gemeente` and a `taak` it changes the inkoopplan of that gemeente, and `volume` is the change in units.
    """

    nummer: str
    besluitdatum: date | None
    status: str
    kostenpost: str
    mutatie: int
    omschrijving: str = ""
    gemeente: str = ""
    taak: str = ""
    volume: Decimal | None = None
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Realisatie:
    """Realised costs in cents of one gemeente for one kostenpost (art. 13); `taak` and `periode` may be empty.

    `soort` is `opbrengsten` for money that came in for the kostenpost and comes off the costs (art. 15), else `kosten` or empty.
    """

    gemeente: str
    kostenpost: str
    taak: str
    periode: str
    bedrag: int
    soort: str = ""
    herkomst: Herkomst = NERGENS

    @property
    def netto(self) -> int:
        """What the row adds to the costs, in cents: opbrengsten come off."""
        return -self.bedrag if self.soort == "opbrengsten" else self.bedrag


@dataclass(frozen=True, slots=True)
class Rijksmiddel:
    """Money of the rijk for tasks of the centrumgemeente in one year, in cents (art. 13)."""

    regeling: str
    taken: tuple[str, ...]
    jaar: int
    bedrag: int
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Begroting:
    """Everything a begrotingsworkbook says, in the order in which it stands there."""

    regeling: Regeling
    deelnemers: tuple[Deelnemer, ...]
    kosten: tuple[Kostenpost, ...]
    sleutels: tuple[Sleutel, ...]
    inwoners: tuple[Inwonertal, ...] = ()
    taken: tuple[Taak, ...] = ()
    dekking: tuple[Dekking, ...] = ()
    gewichten: tuple[Gewicht, ...] = ()
    controleverklaringen: tuple[Controleverklaring, ...] = ()
    werkprocessen: tuple[Werkproces, ...] = ()
    normbedragen: tuple[Normbedrag, ...] = ()
    indexcijfers: tuple[Indexcijfer, ...] = ()
    wijzigingen: tuple[Wijziging, ...] = ()
    realisatie: tuple[Realisatie, ...] = ()
    rijksmiddelen: tuple[Rijksmiddel, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    kalender: tuple[Kalendermoment, ...] = ()
    contracten: tuple[Contract, ...] = ()
    inkoopplan: tuple[Inkoopvolume, ...] = ()
    risicodeling: tuple[Risicodeling, ...] = ()
    prognoses: tuple[Prognose, ...] = ()
    voorschotten: tuple[Voorschot, ...] = ()
    verrekeningen: tuple[Verrekening, ...] = ()
    eerdere_jaren: tuple[EerderJaar, ...] = ()
    uittreding: tuple[Uittredingskosten, ...] = ()
    registerkolommen: Mapping[str, str] = field(default_factory=dict)
    akkoordkolommen: Mapping[str, str] = field(default_factory=dict)

    @property
    def jaar(self) -> int:
        return self.regeling.begrotingsjaar

    def sleutel(self, naam: str) -> Sleutel:
        """The sleutel with this name; KeyError when there is none (a finding reports that first)."""
        return {one.sleutel: one for one in self.sleutels}[naam]
