"""The sheet Indexatie: from begroot amount to the whole units that are divided, exact in whole numbers of cents (art. 12, 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.base.exactheid import DECIMALEN_PERCENTAGE
from cusd_xl.base.money import round_half_up
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina, Waarde
from cusd_xl.workbook.rekenen.bijzonder import startformules, zet_bijzonder, zet_grens
from cusd_xl.workbook.rekenen.bouwer import CENTS, Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.indexregel import Regel, make_normregel, make_regel
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel

BLAD = "Indexatie"
RIJ_JAAR, RIJ_EENHEID, RIJ_CENTRUM, RIJ_JAREN, RIJ_KOP = 4, 5, 6, 9, 10
JAAR, EENHEID, CENTRUM = (f"{BLAD}!{cel(rij, 2, 'rk')}" for rij in (RIJ_JAAR, RIJ_EENHEID, RIJ_CENTRUM))
KOPPEN = (
    "Code", "Omschrijving", "Soort", "Bedrag", "Wijzigingen", "Prijspeil", "Index", "Indexfactor", "Geïndexeerd", "Dekking",
    "Netto hele centen", "Te verdelen in eenheden", "Te verdelen", "Indexjaren nodig", "Indexjaren gevonden",
    "Bedrag in centen", "Noemer", "Hele centen", "Rest",
)  # fmt: skip
JAARKOPPEN = ("Percentage", "Noemer jaar", "Teller jaar", "Rest x teller", "Resten samen", "Noemer", "Hele centen", "Rest")
(
    K_BEDRAG, K_WIJZIGING, K_PRIJSPEIL, K_INDEX, K_FACTOR, K_GEINDEXEERD, K_DEKKING, K_NETTO, K_EENHEDEN, K_VERDELEN,
    K_NODIG, K_GEVONDEN, K_CENTEN,
) = range(3, 16)  # fmt: skip
K_START = 19
EENHEID_HIER = cel(RIJ_EENHEID, 2, "rk")
BREEDTES = {
    0: 22, 1: 44, 2: 18, K_BEDRAG: 14, K_WIJZIGING: 13, K_PRIJSPEIL: 10, K_FACTOR: 12, K_DEKKING: 13, K_NODIG: 12, K_GEVONDEN: 12
}  # fmt: skip
BREEDTE = len(JAARKOPPEN)


@dataclass(frozen=True, slots=True)
class Indexatieblad:
    """The finished sheet and where its results stand; `normbedragen` is None when nothing runs on werkprocessen.

    `tarieven` are the indexed normbedragen in cents per proces.
    """

    plan: Bladplan
    kostenposten: Blok | None
    normbedragen: Blok | None
    tarieven: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Basis:
    """What every row needs: the input tables, the index years, the begrotingsjaar, and the rows with what keys do."""

    invoer: Invoer
    jaren: Sequence[int]
    jaar: int
    bijzonder: Mapping[str, int]


def plan_indexatie(
    begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer, controlecel: str
) -> Indexatieblad:
    """Plan the sheet for the kostenposten that are divided and, where used, the normbedragen."""
    jaren = _list_jaren(begroting)
    bouwer = Bouwer(
        BLAD,
        "Indexatie",
        "Van begroot bedrag naar te verdelen bedrag: index per jaar, min dekking, één keer afgerond (art. 12 en 14).",
    )
    bouwer.zet_titel(controlecel)
    _zet_parameters(bouwer, begroting, invoer)
    regels = [make_regel(post) for post in posten if not post.is_eigen]
    uses_processen = any(post.sleutelsoort == "werkprocessen" for post in posten)
    normen = [make_normregel(begroting, one.proces) for one in begroting.normbedragen] if uses_processen else []
    norm_rij = RIJ_KOP + len(regels) + 5
    laatste = norm_rij + len(normen) + 1
    basis = _Basis(invoer, jaren, begroting.jaar, zet_bijzonder(bouwer, laatste + 2, regels))
    kosten = _zet_blok(bouwer, RIJ_KOP, "Kostenposten die worden verdeeld", regels, basis)
    normblok = _zet_blok(bouwer, norm_rij, "Normbedragen van de zorgadministratie", normen, basis)
    tarieven = {one.code: round_half_up(one.value_after(begroting.jaar)) for one in normen}
    breedtes: dict[int, float] = {**dict.fromkeys(range(K_START + BREEDTE * len(jaren)), 15), **BREEDTES}
    pagina = Pagina(herhaal_rijen=(RIJ_KOP, RIJ_KOP), afdrukbereik=(0, 0, max((laatste, *basis.bijzonder.values())), K_GEVONDEN))
    return Indexatieblad(bouwer.maak_plan(breedtes, 3, 1, pagina), kosten, normblok, tarieven)


def _list_jaren(begroting: Begroting) -> tuple[int, ...]:
    used = [one.prijspeil for one in begroting.kosten if one.index != "geen"]
    used += [one.prijspeil for one in begroting.normbedragen if one.index != "geen"]
    return tuple(range(min([*used, begroting.jaar - 2]) + 1, begroting.jaar + 1))


def _zet_parameters(bouwer: Bouwer, begroting: Begroting, invoer: Invoer) -> None:
    regeling = begroting.regeling
    eenheid = CENTS if regeling.afronding == "euro" else 1
    in_centen = f'IF({invoer.parameter("afronding")}="euro",{CENTS},1)'
    centrum = f"TRIM({invoer.parameter('centrumgemeente')})"
    rows: tuple[tuple[int, str, Waarde, str, str], ...] = (
        (RIJ_JAAR, "Begrotingsjaar", begroting.jaar, "berekening_jaar", invoer.parameter("begrotingsjaar")),
        (RIJ_EENHEID, "Eenheid van afronding in centen", eenheid, "berekening_geheel", in_centen),
        (RIJ_CENTRUM, "Centrumgemeente", regeling.centrumgemeente, "berekening_tekst", centrum),
    )
    for rij, naam, waarde, stijl, formule in rows:
        bouwer.zet(rij, 0, naam, "blad_tekst_vet")
        bouwer.zet(rij, 2, waarde, stijl, formule)


def _zet_blok(bouwer: Bouwer, rij: int, titel: str, regels: Sequence[Regel], basis: _Basis) -> Blok | None:
    if not regels:
        return None
    jaren = basis.jaren
    bouwer.zet_ondertitel(rij - 2, titel)
    bouwer.zet_koppen(rij, KOPPEN)
    for nummer, kolom in enumerate(range(K_START, K_START + BREEDTE * len(jaren), BREEDTE)):
        bouwer.zet_koppen(rij, JAARKOPPEN, kolom)
        bouwer.zet(rij - 1, kolom, jaren[nummer], "berekening_jaar", _jaarformule(rij, kolom, last=nummer == len(jaren) - 1))
    for offset, regel in enumerate(regels, start=1):
        _zet_regel(bouwer, rij + offset, rij, regel, basis)
    return Blok(BLAD, rij + 1, rij + len(regels), 0, K_START + BREEDTE * len(jaren) - 1)


def _jaarformule(rij: int, kolom: int, *, last: bool) -> str:
    return JAAR if last else f"{cel(rij - 1, kolom + BREEDTE)}-1"


def _zet_regel(bouwer: Bouwer, rij: int, koprij: int, regel: Regel, basis: _Basis) -> None:
    invoer, jaren, jaar = basis.invoer, basis.jaren, basis.jaar
    eind = _zet_keten(bouwer, rij, koprij, regel, basis)
    vrij = regel.value_after(jaar)
    sleutelveld = "kostenpost" if regel.tabel == "tblKosten" else "proces"
    positie = invoer.positie(regel.tabel, sleutelveld, cel(rij, 0, "k"))
    bouwer.zet(rij, 0, regel.code, "berekening_tekst")
    _zet_herkomst(bouwer, rij, regel, positie, invoer)
    bouwer.zet(rij, K_FACTOR, regel.factor(jaar), "berekening_factor", _factorformule(rij, len(jaren)))
    geindexeerd = f"({cel(rij, eind - 1)}+{cel(rij, eind)}/{cel(rij, eind - 2)})/{CENTS}"
    bouwer.zet(rij, K_GEINDEXEERD, vrij / CENTS, "berekening_bedrag", geindexeerd)
    netto = vrij - regel.dekking
    eenheden, eenheidformule = zet_grens(bouwer, basis.bijzonder, regel, jaar, _eenheidformule(rij, eind, regel), EENHEID_HIER)
    af = f"-ROUND({cel(rij, K_DEKKING)}*{CENTS},0)" if regel.tabel == "tblKosten" else ""
    bouwer.zet(rij, K_NETTO, netto.__floor__(), "berekening_geheel", f"{cel(rij, eind - 1)}{af}")
    bouwer.zet(rij, K_EENHEDEN, eenheden, "berekening_geheel", eenheidformule)
    eenheid = EENHEID if regel.tabel == "tblKosten" else "1"
    bouwer.zet(
        rij, K_VERDELEN, euros(eenheden * regel.eenheid), "uitvoer_bedrag_vet", f"{cel(rij, K_EENHEDEN)}*{eenheid}/{CENTS}"
    )
    needed = max(jaar - regel.prijspeil, 0) if regel.index != "geen" else 0
    reeks, prijspeil = cel(rij, K_INDEX, "k"), cel(rij, K_PRIJSPEIL, "k")
    nodig = f'IF({reeks}="geen",0,{JAAR}-{prijspeil})'
    bouwer.zet(rij, K_NODIG, needed, "controle_geheel", nodig)
    gevonden = "0"
    if invoer.heeft("tblIndexcijfers"):
        reeksen, jaren_bron, bron = (invoer.kolom("tblIndexcijfers", veld) for veld in ("reeks", "jaar", "percentage"))
        gevonden = f'COUNTIFS({reeksen},{reeks},{jaren_bron},">"&{prijspeil},{jaren_bron},"<="&{JAAR},{bron},"<>")'
    bouwer.zet(rij, K_GEVONDEN, needed, "controle_geheel", gevonden)


def _zet_herkomst(bouwer: Bouwer, rij: int, regel: Regel, positie: str, invoer: Invoer) -> None:
    is_kosten = regel.tabel == "tblKosten"
    bedragveld = "bedrag" if is_kosten else "normbedrag"
    teksten = ("omschrijving", "soort") if is_kosten else ()
    for kolom, veld in enumerate(teksten, start=1):
        bouwer.zet(rij, kolom, regel.teksten[kolom - 1], "berekening_tekst", invoer.tekst(regel.tabel, veld, positie))
    bouwer.zet(rij, K_BEDRAG, euros(regel.bedrag), "berekening_bedrag", invoer.opzoek(regel.tabel, bedragveld, positie))
    bouwer.zet(rij, K_PRIJSPEIL, regel.prijspeil, "berekening_jaar", invoer.opzoek(regel.tabel, "prijspeil", positie))
    bouwer.zet(rij, K_INDEX, regel.index, "berekening_tekst", f"TRIM({invoer.opzoek(regel.tabel, 'index', positie)})")
    code = cel(rij, 0, "k")
    wijziging = dekking = "0"
    if is_kosten and invoer.heeft("tblWijzigingen"):
        kolommen = [invoer.kolom("tblWijzigingen", veld) for veld in ("mutatie", "kostenpost", "status")]
        wijziging = f'SUMIFS({kolommen[0]},{kolommen[1]},{code},{kolommen[2]},"vastgesteld")'
    if is_kosten and invoer.heeft("tblDekking"):
        kolommen = [invoer.kolom("tblDekking", veld) for veld in ("bedrag", "kostenpost", "vanaf_jaar", "tot_en_met_jaar")]
        dekking = f'SUMIFS({kolommen[0]},{kolommen[1]},{code},{kolommen[2]},"<="&{JAAR},{kolommen[3]},">="&{JAAR})'
    bouwer.zet(rij, K_WIJZIGING, euros(regel.begroot - regel.bedrag), "berekening_bedrag", wijziging)
    bouwer.zet(rij, K_DEKKING, euros(regel.dekking), "berekening_bedrag", dekking)


def _zet_keten(bouwer: Bouwer, rij: int, koprij: int, regel: Regel, basis: _Basis) -> int:
    jaren, invoer = basis.jaren, basis.invoer
    bouwer.zet(
        rij, K_CENTEN, regel.begroot, "berekening_geheel", f"ROUND(({cel(rij, K_BEDRAG)}+{cel(rij, K_WIJZIGING)})*{CENTS},0)"
    )
    noemer = regel.deel.denominator
    heel, rest = divmod(regel.begroot * regel.deel.numerator, noemer)
    formules = startformules(basis.bijzonder, regel, cel(rij, K_CENTEN))
    for offset, (getal, formule) in enumerate(zip((noemer, heel, rest), formules, strict=True), start=1):
        bouwer.zet(rij, K_CENTEN + offset, getal, "berekening_geheel", formule)
    for nummer, jaar in enumerate(jaren):
        kolom = K_START + nummer * BREEDTE
        percentage = regel.percentages.get(jaar, Fraction(0))
        schaal = _schaal(percentage)
        teller = schaal + int(percentage * schaal / 100)
        product = heel % schaal * teller
        samen = product % schaal * noemer + rest * teller
        heel = heel // schaal * teller + product // schaal + samen // (noemer * schaal)
        noemer *= schaal
        rest = samen % noemer
        waarden: tuple[Waarde, ...] = (percentage, schaal, teller, product, samen, noemer, heel, rest)
        ketenformules = _ketenformules(rij, kolom, koprij, invoer)
        for offset, (waarde, formule) in enumerate(zip(waarden, ketenformules, strict=True)):
            stijl = "berekening_percentage" if offset == 0 else "berekening_geheel"
            bouwer.zet(rij, kolom + offset, waarde, stijl, formule)
    return K_START + BREEDTE * len(jaren) - 1


def _ketenformules(rij: int, kolom: int, koprij: int, invoer: Invoer) -> tuple[str, ...]:
    vorige_noemer, vorig_heel, vorige_rest = (cel(rij, kolom - terug) for terug in (3, 2, 1))
    p, s, n, x, samen, noemer = (cel(rij, kolom + offset) for offset in range(6))
    percentage = "0"
    if invoer.heeft("tblIndexcijfers"):
        jaar, reeks = cel(koprij - 1, kolom, "r"), cel(rij, K_INDEX, "k")
        bron = [invoer.kolom("tblIndexcijfers", veld) for veld in ("percentage", "reeks", "jaar")]
        percentage = f"IF({jaar}>{cel(rij, K_PRIJSPEIL, 'k')},SUMIFS({bron[0]},{bron[1]},{reeks},{bron[2]},{jaar}),0)"
    decimalen = "+".join(f"(ROUND({p},{d})<>{p})" for d in range(DECIMALEN_PERCENTAGE))
    return (
        percentage,
        f"IF({p}=0,1,{CENTS}*10^({decimalen}))",
        f"{s}+ROUND({p}*{s}/{CENTS},0)",
        f"MOD({vorig_heel},{s})*{n}",
        f"MOD({x},{s})*{vorige_noemer}+{vorige_rest}*{n}",
        f"{vorige_noemer}*{s}",
        f"({vorig_heel}-MOD({vorig_heel},{s}))/{s}*{n}+INT({x}/{s})+INT({samen}/{noemer})",
        f"MOD({samen},{noemer})",
    )


def _schaal(percentage: Fraction) -> int:
    if percentage == 0:
        return 1
    decimalen = next(d for d in range(DECIMALEN_PERCENTAGE + 1) if (percentage * 10**d).denominator == 1)
    return int(CENTS * 10**decimalen)


def _eenheidformule(rij: int, eind: int, regel: Regel) -> str:
    netto, rest, noemer = cel(rij, K_NETTO), cel(rij, eind), cel(rij, eind - 2)
    op_cent = f"{netto}+(2*{rest}>={noemer})"
    if regel.tabel != "tblKosten":
        return op_cent
    los = f"MOD({netto},{EENHEID})"
    return f"IF({EENHEID}=1,{op_cent},({netto}-{los})/{EENHEID}+(2*{los}>={EENHEID}))"


def _factorformule(rij: int, aantal: int) -> str:
    return "*".join(f"(1+{cel(rij, K_START + nummer * BREEDTE)}/100)" for nummer in range(aantal))
