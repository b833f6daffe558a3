"""The sheet Deelname: per kostenpost which gemeenten pay, from the crosses of the takenregister (art. 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cusd_xl.model.begroting import Begroting, Deelnemer, Taak
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, NUL, Blok, Bouwer
from cusd_xl.workbook.rekenen.dagen import Dagblokken, Dagschrijver, Koppen, Taakblokken
from cusd_xl.workbook.rekenen.indexatie import JAAR
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied
from cusd_xl.workbook.styles import MERKEN

BLAD = "Deelname"
RIJ_NUMMER, RIJ_GEMEENTE, RIJ_VANAF, RIJ_TOT, RIJ_ACTIEF = 4, 5, 6, 7, 8
K_POSITIE, K_ALLE = 2, 3
DAGEN = "dagen"
RIJEN_BOVEN = 2
"""How far above the block gemeente x taak the numbers of rows in tblTakenregister stand."""


@dataclass(frozen=True, slots=True)
class Deelnameblad:
    """The finished sheet, the block kostenpost x gemeente with 1 for who pays, and the block gemeente x taak (or None).

    `factor` holds what weights are multiplied by, None in a regeling that does not count days.
    """

    plan: Bladplan
    betalers: Blok
    taken: Blok | None
    factor: Blok | None


def gemeente(rij: int, kolom: int) -> str:
    """The cell with the name of the gemeente of a column, whatever the row that asks."""
    del rij
    return f"{BLAD}!{cel(RIJ_GEMEENTE, kolom, 'r')}"


def plan_deelname(begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer, controlecel: str) -> Deelnameblad:
    """Plan the sheet: the deelnemers, the valid tasks per gemeente, the tasks per kostenpost, and who pays."""
    bouwer = Bouwer(BLAD, "Deelname", "Welke gemeente voor welke kostenpost betaalt: 1 is deelname, 0 is vrijstelling (art. 6).")
    bouwer.zet_titel(controlecel)
    _zet_deelnemers(bouwer, begroting, invoer)
    aantal_g, taken = len(begroting.deelnemers), begroting.taken
    rij = RIJ_ACTIEF + 4 + len(posten)
    register, keuze = _zet_taken(bouwer, rij, begroting, posten, invoer) if taken else (None, None)
    dagen = _zet_dagen(bouwer, begroting, posten, invoer, register, keuze)
    betalers = _zet_betalers(bouwer, RIJ_ACTIEF + 3, begroting, posten, invoer, register, keuze, dagen)
    breedte = max(aantal_g, len(taken))
    breedtes: dict[int, float] = {
        **dict(enumerate((16, 44, 9, 12 if dagen else 9, 2, 2, 2))),
        **dict.fromkeys(range(EERSTE_GEMEENTE, EERSTE_GEMEENTE + breedte), 13),
    }
    for blok in (betalers, register, keuze, dagen.dagen if dagen else None):
        if blok:
            bouwer.markeer_getal(blok, "greater than", MERKEN["deelname"])
            bouwer.markeer_getal(blok, "equal to", NUL)
    pagina = Pagina(afdrukbereik=(0, 0, betalers.laatste_rij, betalers.laatste_kolom))
    return Deelnameblad(
        bouwer.maak_plan(breedtes, RIJ_NUMMER - 1, 1, pagina), betalers, register, dagen.factor if dagen else None
    )


def _zet_deelnemers(bouwer: Bouwer, begroting: Begroting, invoer: Invoer) -> None:
    bouwer.zet(RIJ_NUMMER, 0, "Rij in tblDeelnemers", "etiket_tekst")
    bouwer.zet(RIJ_GEMEENTE, 0, "Gemeente", "kop_tekst")
    _zet_periodenamen(bouwer, RIJ_VANAF, "Deelnemer")
    begin, eind = _grenzen()
    for kolom, one in enumerate(begroting.deelnemers, start=EERSTE_GEMEENTE):
        nummer, vanaf, tot = (cel(rij, kolom) for rij in (RIJ_NUMMER, RIJ_VANAF, RIJ_TOT))
        naam, eerste, laatste = (invoer.opzoek("tblDeelnemers", veld, nummer) for veld in ("gemeente", "vanaf", "tot_en_met"))
        bouwer.zet(RIJ_NUMMER, kolom, invoer.rijnummer("tblDeelnemers", one.herkomst), "etiket_midden")
        bouwer.zet(RIJ_GEMEENTE, kolom, one.gemeente, "kop_midden", f"TRIM({naam})")
        bouwer.zet(RIJ_VANAF, kolom, one.vanaf, "berekening_datum", eerste)
        bouwer.zet(RIJ_TOT, kolom, one.tot_en_met or 0, "berekening_einddatum", f"{laatste}+0")
        geldt = f"({vanaf}<={eind})*(({tot}=0)+({tot}>={begin})>0)"
        bouwer.zet(RIJ_ACTIEF, kolom, _active(one, begroting.jaar), "berekening_midden", geldt)


def _zet_periodenamen(bouwer: Bouwer, rij: int, wie: str) -> None:
    for offset, naam in enumerate((f"{wie} vanaf", f"{wie} tot en met", f"{wie} in het begrotingsjaar")):
        bouwer.zet(rij + offset, 0, naam, "blad_tekst_vet")


def _grenzen() -> tuple[str, str]:
    """The first and the last day of the begrotingsjaar."""
    return f"DATE({JAAR},1,1)", f"DATE({JAAR},12,31)"


def _active(one: Deelnemer | Taak, jaar: int) -> int:
    """1 when the period overlaps the year: the same test as the formula makes."""
    return int(one.vanaf <= date(jaar, 12, 31) and (one.tot_en_met is None or one.tot_en_met >= date(jaar, 1, 1)))


def _zet_taken(
    bouwer: Bouwer, rij: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer
) -> tuple[Blok, Blok]:
    """A column per code of a taak: its rows that are valid in the year count, an older row with the same code does not."""
    codes = list_taakcodes(begroting)
    bouwer.zet_ondertitel(
        rij, "Takenregister: geldige taken per gemeente", "Een kruisje in een taak die in het begrotingsjaar geldt, telt als 1."
    )
    kop = rij + 3
    bouwer.zet(kop, 0, "Gemeente", "kop_tekst")
    bouwer.zet(kop, K_POSITIE, "Kolom", "kop_tekst")
    for offset, naam in enumerate(("Rijen in tblTakenregister", "Rijen die in het begrotingsjaar gelden"), start=1):
        bouwer.zet(kop + offset, 0, naam, "blad_tekst_vet")
    kolom_taak = invoer.kolom("tblTakenregister", "taak")
    for kolom, code in enumerate(codes, start=EERSTE_GEMEENTE):
        rijen = [one for one in begroting.taken if one.taak == code]
        geldig = sum(_active(one, begroting.jaar) for one in rijen)
        bouwer.zet(kop, kolom, code, "kop_midden")
        bouwer.zet(kop + 1, kolom, len(rijen), "berekening_midden", f"COUNTIF({kolom_taak},{cel(kop, kolom)})")
        bouwer.zet(kop + 2, kolom, geldig, "berekening_midden", f"SUMPRODUCT({_geldige_rijen(kop, kolom, invoer)})")
    register = Blok(BLAD, kop + 3, kop + 2 + len(begroting.deelnemers), EERSTE_GEMEENTE, EERSTE_GEMEENTE + len(codes) - 1)
    for nummer, deelnemer in enumerate(begroting.deelnemers):
        _zet_kruisjes(bouwer, kop, register.rij + nummer, (nummer, deelnemer), begroting, invoer)
    return register, _zet_keuze(bouwer, register.laatste_rij + 2, kop, begroting, posten, invoer)


def list_taakcodes(begroting: Begroting) -> tuple[str, ...]:
    """The codes of the takenregister, each once, in its order."""
    return tuple(dict.fromkeys(one.taak for one in begroting.taken))


def _geldige_rijen(kop: int, kolom: int, invoer: Invoer) -> str:
    """1 for every row of the takenregister with the code of this column that is valid in the begrotingsjaar."""
    taak, vanaf, tot = (invoer.kolom("tblTakenregister", veld) for veld in ("taak", "vanaf", "tot_en_met"))
    begin, eind = _grenzen()
    return f"({taak}={cel(kop, kolom, 'r')})*({vanaf}<={eind})*(({tot}=0)+({tot}>={begin})>0)"


def _zet_kruisjes(bouwer: Bouwer, kop: int, rij: int, wie: tuple[int, Deelnemer], begroting: Begroting, invoer: Invoer) -> None:
    nummer, deelnemer = wie
    bouwer.zet(rij, 0, deelnemer.gemeente, "berekening_tekst", cel(RIJ_GEMEENTE, EERSTE_GEMEENTE + nummer, "rk"))
    plaats = invoer.kolomnummer("tblTakenregister", deelnemer.gemeente)
    bouwer.zet(rij, K_POSITIE, plaats, "berekening_geheel", f"MATCH({cel(rij, 0, 'k')},{invoer.koprij('tblTakenregister')},0)")
    geldig = [one for one in begroting.taken if _active(one, begroting.jaar) and deelnemer.gemeente in one.deelname]
    waarden = [sum(one.taak == code for one in geldig) for code in list_taakcodes(begroting)]

    def formule(rij: int, kolom: int) -> str:
        kruisjes = invoer.gemeentekolom("tblTakenregister", cel(rij, K_POSITIE, "k"))
        return f'SUMPRODUCT({_geldige_rijen(kop, kolom, invoer)}*({kruisjes}="x"))'

    bouwer.zet_rij(rij, EERSTE_GEMEENTE, waarden, "berekening_midden", formule)


def _zet_keuze(
    bouwer: Bouwer, rij: int, kop: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer
) -> Blok:
    codes = list_taakcodes(begroting)
    bouwer.zet_ondertitel(rij, "Taken per kostenpost", "1 waar de taak in de kolom Taken van tblKosten staat.")
    for nummer, post in enumerate(posten):
        postrij = rij + 2 + nummer
        bouwer.zet(postrij, 0, post.kostenpost.kostenpost, "berekening_tekst")
        _zet_positie(bouwer, postrij, invoer, post)
        waarden = [int(code in post.kostenpost.taken) for code in codes]
        bouwer.zet_rij(
            postrij, EERSTE_GEMEENTE, waarden, "berekening_midden", lambda rij, kolom: _taakformule(rij, kolom, kop, invoer)
        )
    return Blok(BLAD, rij + 2, rij + 1 + len(posten), EERSTE_GEMEENTE, EERSTE_GEMEENTE + len(codes) - 1)


def _zet_dagen(
    bouwer: Bouwer, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer, register: Blok | None,
    keuze: Blok | None,
) -> Dagblokken | None:  # fmt: skip
    """The blocks with days below everything else; nothing in a regeling that does not count days."""
    if begroting.regeling.deel_van_jaar != DAGEN:
        return None
    betaalrij = RIJ_ACTIEF + 3
    rij = (keuze.laatste_rij if keuze else betaalrij + len(posten) - 1) + 3
    taken = Taakblokken(register, keuze, register.rij - 3, list_taakcodes(begroting)) if register and keuze else None
    koppen = Koppen(RIJ_GEMEENTE, RIJ_VANAF, RIJ_TOT)
    return Dagschrijver(bouwer, begroting, invoer, koppen, taken).zet_dagen(rij, posten, betaalrij)


def _zet_positie(bouwer: Bouwer, rij: int, invoer: Invoer, post: VerdeeldeKostenpost) -> None:
    positie = invoer.rijnummer("tblKosten", post.kostenpost.herkomst)
    bouwer.zet(rij, K_POSITIE, positie, "berekening_geheel", invoer.positie("tblKosten", "kostenpost", cel(rij, 0, "k")))


def _taakformule(rij: int, kolom: int, kop: int, invoer: Invoer) -> str:
    taken = f'SUBSTITUTE({invoer.opzoek("tblKosten", "taken", cel(rij, K_POSITIE, "k"))}," ","")'
    code = f'SUBSTITUTE({cel(kop, kolom, "r")}," ","")'
    return f'ISNUMBER(FIND(";"&LOWER({code})&";",";"&LOWER({taken})&";"))*1'


def _zet_betalers(
    bouwer: Bouwer, rij: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer,
    register: Blok | None, keuze: Blok | None, dagen: Dagblokken | None,
) -> Blok:  # fmt: skip
    def formule(postrij: int, kolom: int) -> str:
        if dagen:
            return f"({cel(dagen.dagen.rij + postrij - rij, kolom)}>0)*1"
        actief, alle = cel(RIJ_ACTIEF, kolom, "r"), cel(postrij, K_ALLE, "k")
        if register is None or keuze is None:
            return f"{actief}*{alle}"
        keuzerij = keuze.rij + postrij - rij
        gekozen = gebied(keuzerij, keuze.kolom, keuzerij, keuze.laatste_kolom, "k")
        nummer = f"COLUMNS({cel(RIJ_GEMEENTE, EERSTE_GEMEENTE, 'rk')}:{cel(RIJ_GEMEENTE, kolom, 'r')})"
        gemeenterij = f"INDEX({register.alles(ander_blad=False)},{nummer},0)"
        return f"{actief}*({alle}+SUMPRODUCT({gekozen}*{gemeenterij})>0)"

    bouwer.zet_koppen(rij - 1, ("Kostenpost", "Wie betaalt", "Rij", "Alle"))
    bouwer.zet_rij(rij - 1, EERSTE_GEMEENTE, [one.gemeente for one in begroting.deelnemers], "kop_midden", gemeente)
    for nummer, post in enumerate(posten):
        postrij = rij + nummer
        bouwer.zet(postrij, 0, post.kostenpost.kostenpost, "berekening_tekst")
        bouwer.zet(
            postrij,
            1,
            post.kostenpost.omschrijving,
            "berekening_tekst",
            invoer.tekst("tblKosten", "omschrijving", cel(postrij, K_POSITIE, "k")),
        )
        _zet_positie(bouwer, postrij, invoer, post)
        taken = f'SUBSTITUTE({invoer.opzoek("tblKosten", "taken", cel(postrij, K_POSITIE, "k"))}," ","")'
        bouwer.zet(postrij, K_ALLE, int(not post.kostenpost.taken), "berekening_geheel", f'(LOWER({taken})="alle")*1')
        waarden = [int(bijdrage.deelname) for bijdrage in post.bijdragen]
        bouwer.zet_rij(postrij, EERSTE_GEMEENTE, waarden, "berekening_midden", formule)
    laatste = EERSTE_GEMEENTE + len(begroting.deelnemers) - 1
    return Blok(BLAD, rij, rij + len(posten) - 1, EERSTE_GEMEENTE, laatste)
