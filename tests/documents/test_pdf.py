"""The PDF of a factuur: complete, to the cent, readable for everybody, and the same every time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from cusd_xl.base.money import format_euro
from cusd_xl.documents.pdf import make_pdf
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.huisstijl import Huisstijl, Logo, Logoformaat
from cusd_xl.rules.creditfactuur import make_creditfactuur
from tests.conftest import REPOSITORY
from tests.hulp.facturen import in_hele_euros, korte_begroting, lange_begroting, maak_facturen
from tests.hulp.pdf import count_tags, find_losse_letters, open_pdf, read_bladzijden, read_catalogus, read_tekst
from tests.hulp.soorten import (
    REDEN,
    SVG,
    belaste_factuur,
    creditfactuur,
    eindafrekening,
    interne_verrekening,
    korte_factuur,
    lange_factuur,
)
from tests.rules.bouw import kostenpost

UBL = ("2026-0007.xml", "<?xml version='1.0'?><Invoice>é</Invoice>".encode())
ONS = Huisstijl()
SOORTEN = {
    "kort": korte_factuur(),
    "lang": lange_factuur(),
    "credit": creditfactuur(),
    "eind": eindafrekening(1_500_000),
    "intern": interne_verrekening(),
}
ELKE_SOORT = pytest.mark.parametrize("factuur", SOORTEN.values(), ids=SOORTEN.keys())


def test_every_mandatory_field_stands_on_it() -> None:
    """Op de factuur staat alles wat art. 35a van de Wet OB vraagt, met IBAN, kenmerk en vervaldatum om te betalen."""
    eerste = read_bladzijden(make_pdf(korte_factuur(), ONS))[0]
    for veld in (
        "Factuur", "2026-0007", "5 januari 2026", "4 februari 2026", "Gemeente Amersfoort", "Stadhuisplein 1",
        "3811 LM Amersfoort", "KvK 32169606", "OIN 00000001001626736000", "Btw-id NL001626736B01", "Gemeente Baarn",
        "Markt 1", "1234 AB Baarn", "01-01-2026 t/m 31-03-2026", "Bijdrage organisatiekosten 2026", "€ 17.471,68",
        "Buiten de reikwijdte", "geen btw", "Totaal te betalen", "NL91 ABNA 0417 1643 00", "facturen@example.nl",
    ):  # fmt: skip
        assert veld in eerste


def test_every_amount_is_there_to_the_cent() -> None:
    """Elk bedrag van de factuur staat op de pdf: per regel, per btw-code, het subtotaal, de btw en het totaal."""
    for factuur in (lange_factuur(), belaste_factuur()):
        eerste = read_bladzijden(make_pdf(factuur, ONS))[0]
        bedragen = [bedrag for regel in factuur.regels for bedrag in (regel.jaarbedrag, regel.bedrag)]
        bedragen += [bedrag for regel in factuur.btwregels for bedrag in (regel.grondslag, regel.btw)]
        assert [
            one for one in [*bedragen, factuur.subtotaal, factuur.btw, factuur.totaal] if format_euro(one) not in eerste
        ] == []
    assert "21 %" in eerste


def test_every_step_of_the_calculation_is_shown() -> None:
    """De specificatie toont elke stap: begroot, index, dekking, te verdelen, gewicht, aandeel, extra cent en bijdrage."""
    facturen = (lange_factuur(), belaste_factuur())
    tekst = " ".join(bladzijde for one in facturen for bladzijde in read_bladzijden(make_pdf(one, ONS))[1:])
    k01 = ("1.234.567,89 1,054729 1.302.134,56 300.000,00 1.002.134,56", "25.065 / 358.652", "6,9887 % 70.035,86 0,00 70.035,86")
    k03 = ("25 % × 25.065 / 358.652", "35 % × 1 / 8", "40 % × 201 / 3.618", "8,3444 % 26.034,53 0,01 26.034,54")
    eigen = ("K09 Start zorg 200 12,67 2.534,00", "K10 Realisatie J2 2026 – – -50,50", "K12 Minimumbedrag – – 100.000,00")
    termijn = ("151.847,66 4 37.961,91 2 0,01 37.961,92", "7.608,00 4 1.902,00 0 0,00 1.902,00")
    gelijk = (f"{one} {one} gelijk" for one in ("€ 274.239,95", "€ 68.560,00", "€ 25.490,22", "€ 7.347,57"))
    for stap in (*k01, *k03, *eigen, *termijn, "(art. 12)", *gelijk):
        assert stap in tekst


def test_whole_euros_are_shown_as_such() -> None:
    """Wordt in hele euro's verdeeld, dan staat de extra euro er als euro en zegt de uitleg het."""
    tekst = read_tekst(make_pdf(maak_facturen(in_hele_euros(lange_begroting()))["Baarn"], ONS))
    assert "hele euro's" in tekst
    assert "afgerond op hele euro's" in tekst


def test_a_sum_that_differs_is_not_called_equal() -> None:
    """Klopt de som van de specificatie niet met de factuur, dan zegt de pdf dat, in plaats van iets te verbergen."""
    factuur = korte_factuur()
    post = replace(factuur.specificatie[0], jaarbedrag=factuur.specificatie[0].jaarbedrag + 1)
    assert "€ 69.886,70 € 69.886,69 WIJKT AF" in read_tekst(make_pdf(replace(factuur, specificatie=(post,)), ONS))


@ELKE_SOORT
def test_a_reading_aid_finds_its_way(factuur: Factuur) -> None:
    """Elke pdf is getagd, heeft een titel en de taal Nederlands, en kent koppen en tabelkoppen."""
    inhoud = make_pdf(factuur, ONS)
    catalogus, tags = read_catalogus(inhoud), count_tags(inhoud)
    assert catalogus["/Lang"] == "nl-NL"
    assert catalogus["/MarkInfo"]["/Marked"]
    assert catalogus["/ViewerPreferences"]["/DisplayDocTitle"]
    assert factuur.nummer in str(open_pdf(inhoud).metadata.title)  # type: ignore[union-attr]
    assert tags["/H1"] == 2
    assert min(tags["/Table"], tags["/THead"], tags["/TH"], tags["/H2"]) >= 3
    assert all(page["/Tabs"] == "/S" for page in open_pdf(inhoud).pages)


@ELKE_SOORT
def test_it_can_be_archived(factuur: Factuur) -> None:
    """Elke pdf noemt zich PDF/A-3a en PDF/UA-1, is A4 en heeft al haar letters bij zich."""
    inhoud = make_pdf(factuur, ONS)
    xmp = read_tekst(inhoud)
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert find_losse_letters(inhoud) == []
    sizes = {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in open_pdf(inhoud).pages}
    assert sizes == {(595, 842)}


def test_the_ubl_travels_inside() -> None:
    """De e-factuur zit ongewijzigd in de pdf, als ander gezicht van dezelfde factuur."""
    inhoud = make_pdf(korte_factuur(), ONS, UBL)
    (bestand,) = read_catalogus(inhoud)["/AF"]
    assert open_pdf(inhoud).attachments == {UBL[0]: [UBL[1]]}
    assert bestand.get_object()["/AFRelationship"] == "/Alternative"
    assert bestand.get_object()["/EF"]["/F"].get_object()["/Subtype"] == "/text/xml"


@ELKE_SOORT
def test_the_same_factuur_gives_the_same_bytes(factuur: Factuur) -> None:
    """Twee keer dezelfde factuur geeft precies dezelfde pdf."""
    logo = Logo(SVG, Logoformaat.SVG)
    assert make_pdf(factuur, Huisstijl("#FFCC00", "Regio", logo), UBL) == make_pdf(
        factuur, Huisstijl("#FFCC00", "Regio", logo), UBL
    )


def test_another_machine_gives_the_same_bytes() -> None:
    """Ook in een ander proces, met een andere tijdzone, map en taal, is de pdf dezelfde."""
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "from cusd_xl.documents.pdf import make_pdf; from cusd_xl.model.huisstijl import Huisstijl\n"
        "from tests.hulp.soorten import lange_factuur, belaste_factuur\n"
        "print(hashlib.sha256(make_pdf(lange_factuur(), Huisstijl())).hexdigest())"
    )
    env = {"TZ": "Pacific/Auckland", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    elders = subprocess.run(
        [sys.executable, "-c", code, REPOSITORY], cwd="/", env=env, capture_output=True, text=True, check=True
    )
    assert elders.stdout.strip() == hashlib.sha256(make_pdf(lange_factuur(), ONS)).hexdigest()


def test_a_concept_says_so_on_every_page() -> None:
    """Een concept zegt op elke bladzijde dat er nog niet betaald moet worden; een definitieve factuur zegt het nergens."""
    concept = read_bladzijden(make_pdf(lange_factuur(), ONS))
    assert all("CONCEPT – dit is geen factuur: nog niet betalen" in one for one in concept)
    assert "concept" not in read_tekst(make_pdf(korte_factuur(), ONS)).lower()


def test_a_creditfactuur_names_what_it_takes_back() -> None:
    """Een creditfactuur noemt de factuur die zij terugneemt en de reden, en vraagt niet om geld."""
    tekst = read_bladzijden(make_pdf(creditfactuur(), ONS))[0]
    for deel in ("Creditfactuur", "factuur 2026-0007 van 5 januari 2026", REDEN, "U ontvangt terug € 17.471,68"):
        assert deel in tekst
    assert [one for one in ("Totaal te betalen", "Onder vermelding van", "Vervaldatum") if one in tekst] == []


def test_an_eindafrekening_takes_off_the_advances() -> None:
    """Een eindafrekening noemt elk voorschot en vraagt alleen wat er overblijft."""
    tekst = read_bladzijden(make_pdf(eindafrekening(1_500_000), ONS))[0]
    for deel in (
        "Eindafrekening",
        "2026-0007 5 januari 2026 € 15.000,00",
        "-€ 60.000,00",
        "Totaal te betalen € 9.886,69",
        "NL91",
    ):
        assert deel in tekst


def test_an_eindafrekening_may_give_money_back() -> None:
    """Was er te veel voorgeschoten, dan staat er wat de gemeente terugkrijgt, en geen verzoek om te betalen."""
    tekst = read_bladzijden(make_pdf(eindafrekening(2_000_000), ONS))[0]
    assert "U ontvangt terug € 10.113,31" in tekst
    assert "Dit bedrag maken wij aan u over." in tekst
    assert "Totaal te betalen" not in tekst


def test_a_creditfactuur_on_money_given_asks_for_it_again() -> None:
    """Neemt een creditfactuur een teruggave terug, dan vraagt zij dat bedrag, en zegt zij niet dat u het krijgt."""
    regels = tuple(replace(one, bedrag=-one.bedrag) for one in creditfactuur().regels)
    tekst = read_bladzijden(make_pdf(replace(creditfactuur(), regels=regels), ONS))[0]
    assert "Totaal te betalen € 17.471,68" in tekst
    assert "Had u dit bedrag al ontvangen, wilt u het dan terugbetalen?" in tekst
    assert "U ontvangt terug" not in tekst


def test_nothing_left_is_nothing_to_pay() -> None:
    """Blijft er nul over, dan staat er dat er niets te betalen is."""
    factuur = replace(eindafrekening(0), voorschotten=(replace(eindafrekening(0).voorschotten[0], bedrag=6_988_669),))
    tekst = read_bladzijden(make_pdf(factuur, ONS))[0]
    assert "Totaal te betalen € 0,00" in tekst
    assert "U hoeft niets te betalen." in tekst


def test_the_centrumgemeente_is_not_asked_to_pay() -> None:
    """De interne verrekening heet geen factuur en heeft geen vervaldatum en geen betaalgegevens."""
    tekst = read_bladzijden(make_pdf(interne_verrekening(), ONS))[0]
    assert "interne verrekening, geen factuur" in tekst
    assert "er wordt niets overgemaakt" in tekst
    assert "Vervaldatum" not in tekst
    assert "Onder vermelding van" not in tekst


def test_a_long_factuur_runs_on_over_pages() -> None:
    """Tweehonderd kostenposten lopen door over bladzijden, met de tabelkop en het paginanummer op elke bladzijde."""
    posten = tuple(kostenpost(f"K{nummer:03}", bedrag=1_000_000 + nummer) for nummer in range(1, 201))
    bladzijden = read_bladzijden(make_pdf(maak_facturen(replace(korte_begroting(), kosten=posten))["Baarn"], ONS))
    met_post = [one for one in bladzijden if "organisatiekosten · btw O" in one]
    assert len(met_post) > 5
    assert all("Regionaal begroot × index" in one for one in met_post)
    assert all(f"Pagina {nummer} van {len(bladzijden)}" in one for nummer, one in enumerate(bladzijden, start=1))
    assert all(any(f"K{nummer:03} " in one for one in met_post) for nummer in range(1, 201))
    assert f"vanaf pagina {1 + bladzijden.index(met_post[0])}" in bladzijden[0]


@pytest.mark.parametrize(
    "vreemd",
    [
        "#set page(fill: red)",
        "$x^2$ *vet* _schuin_",
        "@doel <doel> #[x]",
        '\\u{41} `raw` "q" // c /* */',
        "<script>{}()</script>",
    ],
)
def test_text_is_never_read_as_markup(vreemd: str) -> None:
    """Wat iemand in een naam of omschrijving typt, staat er letterlijk; de opmaak verandert er niet door."""
    factuur = korte_factuur()
    post = replace(factuur.specificatie[0], omschrijving=vreemd)
    anders = replace(factuur, regeling=vreemd, afnemer=replace(factuur.afnemer, gemeente=vreemd), specificatie=(post,))
    inhoud = make_pdf(anders, Huisstijl(naam=vreemd))
    assert read_tekst(inhoud).count(vreemd) >= 4
    assert len(open_pdf(inhoud).pages) == len(open_pdf(make_pdf(factuur, ONS)).pages)


def test_a_sign_the_letter_lacks_is_seen_to_be_missing() -> None:
    """Een teken dat de letter niet heeft wordt een zichtbaar vakje en houdt de factuur niet tegen."""
    factuur = korte_factuur()
    anders = replace(factuur, afnemer=replace(factuur.afnemer, gemeente="Súdwest-Fryslân 漢\u202e\U0001f600 \x00"))
    assert "Gemeente Súdwest-Fryslân □□□ □" in read_tekst(make_pdf(anders, ONS))


def test_the_house_style_is_seen() -> None:
    """Naam, kleur en logo uit de werkmap staan op de pdf; het logo heeft een tekst voor wie het niet ziet."""
    huisstijl = Huisstijl("#FFCC00", "Regio Amersfoort", Logo(SVG, Logoformaat.SVG))
    inhoud = make_pdf(korte_factuur(), huisstijl)
    assert "Regio Amersfoort" in read_bladzijden(inhoud)[0]
    assert count_tags(inhoud)["/Figure"] == 1
    vlak = b"1 0.8 0 "
    assert any(vlak in page.get_contents().get_data() for page in open_pdf(inhoud).pages)  # type: ignore[union-attr]


def test_a_settlement_speaks_of_what_was_spent() -> None:
    """Op de specificatie van een eindafrekening, en van haar creditfactuur, staat werkelijk en niet begroot."""
    af = eindafrekening(1_000_00)
    credit = replace(make_creditfactuur(af, "Nagekomen kosten", af.factuurdatum), nummer="2026-C0009", concept=False)
    for factuur in (af, credit):
        tekst = " ".join(read_bladzijden(make_pdf(factuur, ONS)))
        assert "Regionaal werkelijk" in tekst
        assert "begroot" not in tekst
    assert "Regionaal begroot" in " ".join(read_bladzijden(make_pdf(korte_factuur(), ONS)))
