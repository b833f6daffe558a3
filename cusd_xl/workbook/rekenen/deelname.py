"""The sheet Deelname: per kostenpost which gemeenten pay, from the crosses of the takenregister (art. 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cusd_xl.model.begroting import Begroting, Deelnemer, Taak
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Blok, Bouwer
from cusd_xl.workbook.rekenen.indexatie import JAAR
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied

BLAD = "Deelname"
RIJ_NUMMER, RIJ_GEMEENTE, RIJ_VANAF, RIJ_TOT, RIJ_ACTIEF = 4, 5, 6, 7, 8
K_POSITIE, K_ALLE = 2, 3


@dataclass(frozen=True, slots=True)
class Deelnameblad:
    """The finished sheet, the block kostenpost x gemeente with 1 for who pays, and the block gemeente x taak (or None)."""

    plan: Bladplan
    betalers: Blok
    taken: Blok | None


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
    betalers = _zet_betalers(bouwer, RIJ_ACTIEF + 3, begroting, posten, invoer, register, keuze)
    breedte = max(aantal_g, len(taken))
    breedtes: dict[int, float] = {
        0: 16,
        1: 40,
        2: 9,
        3: 9,
        4: 3,
        5: 3,
        6: 3,
        **dict.fromkeys(range(EERSTE_GEMEENTE, EERSTE_GEMEENTE + breedte), 13),
    }
    return Deelnameblad(
        bouwer.maak_plan(breedtes, RIJ_GEMEENTE + 1, 1, Pagina(herhaal_rijen=(RIJ_GEMEENTE, RIJ_GEMEENTE))), betalers, register
    )


def _zet_deelnemers(bouwer: Bouwer, begroting: Begroting, invoer: Invoer) -> None:
    bouwer.zet(RIJ_NUMMER, 0, "Volgnummer in tblDeelnemers", "etiket_tekst")
    bouwer.zet(RIJ_GEMEENTE, 0, "Gemeente", "kop_tekst")
    for nummer, one in enumerate(begroting.deelnemers):
        kolom = EERSTE_GEMEENTE + nummer
        volgnummer = cel(RIJ_NUMMER, kolom)
        bouwer.zet(RIJ_NUMMER, kolom, nummer + 1, "etiket_rechts")
        bouwer.zet(
            RIJ_GEMEENTE, kolom, one.gemeente, "kop_midden", f"TRIM({invoer.opzoek('tblDeelnemers', 'gemeente', volgnummer)})"
        )
        _zet_periode(bouwer, RIJ_VANAF, kolom, one, begroting.jaar, ("tblDeelnemers", volgnummer), invoer)
    _zet_periodenamen(bouwer, RIJ_VANAF, "Deelnemer")


def _zet_periodenamen(bouwer: Bouwer, rij: int, wie: str) -> None:
    for offset, naam in enumerate((f"{wie} vanaf", f"{wie} tot en met", f"{wie} in het begrotingsjaar")):
        bouwer.zet(rij + offset, 0, naam, "blad_tekst_vet")


def _zet_periode(
    bouwer: Bouwer, rij: int, kolom: int, one: Deelnemer | Taak, jaar: int, bron: tuple[str, str], invoer: Invoer
) -> None:
    tabel, positie = bron
    bouwer.zet(rij, kolom, one.vanaf, "berekening_datum", invoer.opzoek(tabel, "vanaf", positie))
    bouwer.zet(rij + 1, kolom, one.tot_en_met or 0, "berekening_einddatum", f"{invoer.opzoek(tabel, 'tot_en_met', positie)}+0")
    vanaf, tot = cel(rij, kolom), cel(rij + 1, kolom)
    geldt = f"({vanaf}<=DATE({JAAR},12,31))*(({tot}=0)+({tot}>=DATE({JAAR},1,1))>0)"
    bouwer.zet(rij + 2, kolom, _active(one, jaar), "berekening_geheel", geldt)


def _active(one: Deelnemer | Taak, jaar: int) -> int:
    """1 when the period overlaps the year: the same test as the formula makes."""
    return int(one.vanaf <= date(jaar, 12, 31) and (one.tot_en_met is None or one.tot_en_met >= date(jaar, 1, 1)))


def _zet_taken(
    bouwer: Bouwer, rij: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer
) -> tuple[Blok, Blok]:
    taken = begroting.taken
    laatste = EERSTE_GEMEENTE + len(taken) - 1
    bouwer.zet_ondertitel(
        rij, "Takenregister: geldige taken per gemeente", "Een kruisje in een taak die in het begrotingsjaar geldt, telt als 1."
    )
    kop = rij + 3
    bouwer.zet(kop - 1, 0, "Rij in tblTakenregister", "etiket_tekst")
    bouwer.zet(kop, 0, "Gemeente", "kop_tekst")
    bouwer.zet(kop, K_POSITIE, "Kolom", "kop_tekst")
    _zet_periodenamen(bouwer, kop + 1, "Taak geldt")
    for nummer, taak in enumerate(taken):
        kolom = EERSTE_GEMEENTE + nummer
        bouwer.zet(kop, kolom, taak.taak, "kop_midden")
        bouwer.zet(kop - 1, kolom, nummer + 1, "etiket_rechts", invoer.positie("tblTakenregister", "taak", cel(kop, kolom)))
        _zet_periode(bouwer, kop + 1, kolom, taak, begroting.jaar, ("tblTakenregister", cel(kop - 1, kolom)), invoer)
    for nummer, deelnemer in enumerate(begroting.deelnemers):
        _zet_kruisjes(bouwer, kop, kop + 4 + nummer, (nummer, deelnemer), begroting, invoer)
    register = Blok(BLAD, kop + 4, kop + 3 + len(begroting.deelnemers), EERSTE_GEMEENTE, laatste)
    return register, _zet_keuze(bouwer, register.laatste_rij + 2, kop, begroting, posten, invoer)


def _zet_kruisjes(bouwer: Bouwer, kop: int, rij: int, wie: tuple[int, Deelnemer], begroting: Begroting, invoer: Invoer) -> None:
    nummer, deelnemer = wie
    bouwer.zet(rij, 0, deelnemer.gemeente, "berekening_tekst", cel(RIJ_GEMEENTE, EERSTE_GEMEENTE + nummer, "rk"))
    plaats = invoer.kolomnummer("tblTakenregister", deelnemer.gemeente)
    bouwer.zet(rij, K_POSITIE, plaats, "berekening_geheel", f"MATCH({cel(rij, 0, 'k')},{invoer.koprij('tblTakenregister')},0)")
    waarden = [_active(taak, begroting.jaar) * int(deelnemer.gemeente in taak.deelname) for taak in begroting.taken]

    def formule(rij: int, kolom: int) -> str:
        kruis = f"INDEX({invoer.rijen('tblTakenregister')},{cel(kop - 1, kolom, 'r')},{cel(rij, K_POSITIE, 'k')})"
        return f'{cel(kop + 3, kolom, "r")}*({kruis}="x")'

    bouwer.zet_rij(rij, EERSTE_GEMEENTE, waarden, "berekening_geheel", formule)


def _zet_keuze(
    bouwer: Bouwer, rij: int, kop: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer
) -> Blok:
    bouwer.zet_ondertitel(rij, "Taken per kostenpost", "1 waar de taak in de kolom Taken van tblKosten staat.")
    for nummer, post in enumerate(posten):
        postrij = rij + 2 + nummer
        bouwer.zet(postrij, 0, post.kostenpost.kostenpost, "berekening_tekst")
        _zet_positie(bouwer, postrij, invoer, nummer + 1)
        waarden = [int(taak.taak in post.kostenpost.taken) for taak in begroting.taken]
        bouwer.zet_rij(
            postrij, EERSTE_GEMEENTE, waarden, "berekening_geheel", lambda rij, kolom: _taakformule(rij, kolom, kop, invoer)
        )
    return Blok(BLAD, rij + 2, rij + 1 + len(posten), EERSTE_GEMEENTE, EERSTE_GEMEENTE + len(begroting.taken) - 1)


def _zet_positie(bouwer: Bouwer, rij: int, invoer: Invoer, positie: int) -> None:
    bouwer.zet(rij, K_POSITIE, positie, "berekening_geheel", invoer.positie("tblKosten", "kostenpost", cel(rij, 0, "k")))


def _taakformule(rij: int, kolom: int, kop: int, invoer: Invoer) -> str:
    taken = f'SUBSTITUTE({invoer.opzoek("tblKosten", "taken", cel(rij, K_POSITIE, "k"))}," ","")'
    return f'ISNUMBER(FIND(";"&LOWER({cel(kop, kolom, "r")})&";",";"&LOWER({taken})&";"))*1'


def _zet_betalers(
    bouwer: Bouwer, rij: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], invoer: Invoer,
    register: Blok | None, keuze: Blok | None,
) -> Blok:  # fmt: skip
    def formule(postrij: int, kolom: int) -> str:
        actief, alle = cel(RIJ_ACTIEF, kolom, "r"), cel(postrij, K_ALLE, "k")
        if register is None or keuze is None:
            return f"{actief}*{alle}"
        keuzerij = keuze.rij + postrij - rij
        gekozen = gebied(keuzerij, keuze.kolom, keuzerij, keuze.laatste_kolom, "k")
        gemeenterij = f"INDEX({register.alles(ander_blad=False)},{cel(RIJ_NUMMER, kolom, 'r')},0)"
        return f"{actief}*(({alle}+SUMPRODUCT({gekozen}*{gemeenterij}))>0)"

    bouwer.zet_koppen(rij - 1, ("Kostenpost", "Wie betaalt", "Rij", "Alle"))
    for nummer, post in enumerate(posten):
        postrij = rij + nummer
        bouwer.zet(postrij, 0, post.kostenpost.kostenpost, "berekening_tekst")
        bouwer.zet(
            postrij,
            1,
            post.kostenpost.omschrijving,
            "berekening_tekst",
            f"TRIM({invoer.opzoek('tblKosten', 'omschrijving', cel(postrij, K_POSITIE, 'k'))})",
        )
        _zet_positie(bouwer, postrij, invoer, nummer + 1)
        taken = f'SUBSTITUTE({invoer.opzoek("tblKosten", "taken", cel(postrij, K_POSITIE, "k"))}," ","")'
        bouwer.zet(postrij, K_ALLE, int(not post.kostenpost.taken), "berekening_geheel", f'(LOWER({taken})="alle")*1')
        waarden = [int(bijdrage.deelname) for bijdrage in post.bijdragen]
        bouwer.zet_rij(postrij, EERSTE_GEMEENTE, waarden, "berekening_geheel", formule)
    laatste = EERSTE_GEMEENTE + len(begroting.deelnemers) - 1
    return Blok(BLAD, rij, rij + len(posten) - 1, EERSTE_GEMEENTE, laatste)
