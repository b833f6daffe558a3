"""The factuur as plain texts for the template: every amount, date and name is written out here, nothing is computed there."""

from __future__ import annotations

from cusd_xl.base.decimalen import show_percentage
from cusd_xl.base.money import format_euro
from cusd_xl.base.years import format_datum, short_datum
from cusd_xl.documents.specificatie import make_specificatie
from cusd_xl.model.begroting import Deelnemer
from cusd_xl.model.factuur import Btwregel, Factuur
from cusd_xl.model.factuurtekst import (
    find_stempel,
    is_te_betalen,
    name_slot,
    name_soort,
    tell_betaling,
    tell_verwijzing,
)
from cusd_xl.model.regeling import Afzender

IBAN_GROEP = 4
Paar = tuple[str, str]
LEEG: Paar = ("", "")


def make_gegevens(factuur: Factuur) -> dict[str, object]:
    """Everything the template shows, by name; lists of texts in the order of the page."""
    titel = f"{name_soort(factuur)} {factuur.nummer}"
    return {
        "titel": titel,
        "beschrijving": f"{titel}, gemeente {factuur.afnemer.gemeente}, {factuur.regeling}, {factuur.termijn.omschrijving}",
        "soort": name_soort(factuur),
        "nummer": factuur.nummer,
        "concept": factuur.concept,
        "stempel": find_stempel(factuur),
        "datum": [factuur.factuurdatum.year, factuur.factuurdatum.month, factuur.factuurdatum.day],
        "afzender": factuur.afzender.naam,
        "regeling": factuur.regeling,
        "aan": _list_adres(f"Gemeente {factuur.afnemer.gemeente}", factuur.afnemer),
        "van": _list_adres(factuur.afzender.naam, factuur.afzender),
        "kenmerken": _list_kenmerken(factuur),
        "verwijzing": tell_verwijzing(factuur),
        "regels": _make_regels(factuur),
        "btw": [_show_btw(regel) for regel in factuur.btwregels],
        "voorschotten": _list_voorschotten(factuur),
        "optelling": _list_optelling(factuur),
        "slot": _make_slot(factuur),
        "betaling": {"tekst": tell_betaling(factuur), "velden": _list_betaling(factuur)},
        "vragen": _tell_vragen(factuur),
        "voet": _join((("", factuur.afzender.naam), *_number_afzender(factuur.afzender))),
        "specificatie": make_specificatie(factuur),
    }


def _list_adres(naam: str, wie: Afzender | Deelnemer) -> list[str]:
    nummers = _join((("KvK", wie.kvk), ("OIN", wie.oin)))
    btw_id = f"Btw-id {wie.btw_id}" if isinstance(wie, Afzender) and wie.btw_id else ""
    regels = (naam, wie.adres, f"{wie.postcode}  {wie.plaats}".strip(), wie.email, nummers, btw_id)
    return [regel for regel in regels if regel]


def _number_afzender(wie: Afzender) -> tuple[Paar, ...]:
    return (("KvK", wie.kvk), ("Btw-id", wie.btw_id), ("OIN", wie.oin), ("IBAN", _group_iban(wie.iban)))


def _list_kenmerken(factuur: Factuur) -> list[Paar]:
    """Two rows of four; the template adds where the specification begins."""
    termijn = factuur.termijn
    nummer = "Nummer" if factuur.soort.is_intern else "Factuurnummer"
    return [
        (nummer, factuur.nummer),
        ("Factuurdatum" if factuur.vervaldatum else "Datum", format_datum(factuur.factuurdatum)),
        ("Vervaldatum", format_datum(factuur.vervaldatum)) if factuur.vervaldatum and is_te_betalen(factuur) else LEEG,
        ("Uw referentie", factuur.afnemer.referentie) if factuur.afnemer.referentie else LEEG,
        ("Periode", f"{short_datum(termijn.begin)} t/m {short_datum(termijn.einde)}"),
        ("Begrotingsjaar", str(termijn.jaar)),
        ("Termijn", "heel jaar" if termijn.aantal == 1 else f"{termijn.nummer} van {termijn.aantal}"),
    ]


def _make_regels(factuur: Factuur) -> dict[str, object]:
    """The lines; with one termijn in the year the yearly amount would only repeat the amount and is left out."""
    termijn, jaar = factuur.termijn, factuur.termijn.jaar
    rijen = [
        [f"Bijdrage {one.omschrijving} {jaar}", one.btw, format_euro(one.jaarbedrag), format_euro(one.bedrag)]
        for one in factuur.regels
    ]
    jaarbedrag = format_euro(sum(one.jaarbedrag for one in factuur.regels))
    totaal = ["Subtotaal", "", jaarbedrag, format_euro(factuur.subtotaal)]
    koppen = ["Omschrijving", "Btw", "Jaarbedrag", termijn.omschrijving.capitalize()]
    if termijn.aantal == 1:
        koppen, totaal, rijen = _drop_jaar(koppen), _drop_jaar(totaal), [_drop_jaar(rij) for rij in rijen]
    return {"koppen": koppen, "rijen": rijen, "totaal": totaal}


def _drop_jaar(rij: list[str]) -> list[str]:
    return [*rij[:2], rij[3]]


def _show_btw(regel: Btwregel) -> list[str]:
    tarief = "geen btw" if regel.percentage is None else f"{show_percentage(regel.percentage)} %"
    return [f"{regel.code} – {regel.omschrijving}", tarief, format_euro(regel.grondslag), format_euro(regel.btw)]


def _list_voorschotten(factuur: Factuur) -> list[list[str]]:
    return [[one.nummer, format_datum(one.factuurdatum), format_euro(one.bedrag)] for one in factuur.voorschotten]


def _list_optelling(factuur: Factuur) -> list[Paar]:
    """The steps from subtotaal to what is left to pay; none when nothing is added or taken off."""
    stappen: list[Paar] = []
    if factuur.btw or factuur.vooruitbetaald or factuur.te_betalen < 0:
        stappen = [("Btw", format_euro(factuur.btw)), ("Totaal inclusief btw", format_euro(factuur.totaal))]
    if factuur.vooruitbetaald:
        stappen.append(("Eerder in rekening gebracht", format_euro(-factuur.vooruitbetaald)))
    return stappen


def _make_slot(factuur: Factuur) -> Paar:
    """The last line: what is to pay or to get back, without a sign; an interne verrekening keeps its sign."""
    is_intern = factuur.soort.is_intern
    return name_slot(factuur), format_euro(factuur.te_betalen if is_intern else abs(factuur.te_betalen))


def _list_betaling(factuur: Factuur) -> list[Paar]:
    if not is_te_betalen(factuur):
        return []
    velden = (
        ("IBAN", _group_iban(factuur.afzender.iban)),
        ("Ten name van", factuur.afzender.naam),
        ("Onder vermelding van", "het definitieve nummer" if factuur.concept else factuur.nummer),
        ("Uiterlijk op", format_datum(factuur.vervaldatum) if factuur.vervaldatum else ""),
    )
    return [one for one in velden if one[1]]


def _tell_vragen(factuur: Factuur) -> str:
    email = factuur.afzender.email
    return f"Vragen? Mail naar {email} en noem nummer {factuur.nummer}." if email else ""


def _group_iban(iban: str) -> str:
    plain = iban.replace(" ", "")
    return " ".join(plain[start : start + IBAN_GROEP] for start in range(0, len(plain), IBAN_GROEP))


def _join(delen: tuple[Paar, ...]) -> str:
    return " · ".join(f"{etiket} {waarde}".strip() for etiket, waarde in delen if waarde)
