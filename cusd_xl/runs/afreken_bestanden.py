"""The files of an eindafrekening: the facturen, the workbook of each gemeente that accounts for them, overview and receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from cusd_xl.base.findings import Finding
from cusd_xl.base.names import slug
from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.rules.afrekenen.afrekeningsfactuur import make_afrekeningsfactuur
from cusd_xl.runs.afreken_iv3 import Iv3uitvoer
from cusd_xl.runs.afreken_manifest import make_afrekenmanifest
from cusd_xl.runs.manifest import Invoerbestand
from cusd_xl.runs.uitgeven import give_out
from cusd_xl.runs.uitvoermap import check_map, write_map
from cusd_xl.runs.vaststelling import Definitief, finalise_facturen, plan_betalingen, tell_stand
from cusd_xl.runs.weergave import freeze_uitleg, render_factuur
from cusd_xl.runs.zegel import seal
from cusd_xl.workbook.plan_afrekening import plan_afrekening
from cusd_xl.workbook.plan_afrekening_overzicht import plan_afrekening_overzicht
from cusd_xl.workbook.play_new import play_new

OVERZICHT = "overzicht-afrekening.xlsx"
Voortgang: TypeAlias = Callable[[int, int, str], None]
Bestanden: TypeAlias = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Afrekenrun:
    """What the files are made from; `invoer` is the workbook and, where there was one, the file with realisatie."""

    begroting: Begroting
    afrekening: Eindafrekening
    werkelijk: Verdeling
    iv3: Iv3uitvoer
    facturen: tuple[Factuur, ...]
    weergave: Mapping[str, Any]
    invoer: Sequence[Invoerbestand]
    uit_register: bool
    voortgang: Voortgang | None = None
    teken: Path | None = None

    def freeze(self, factuur: Factuur) -> Mapping[str, Any]:
        """What is frozen beside one factuur."""
        return freeze_uitleg(self.weergave, self.werkelijk, factuur)


@dataclass(frozen=True, slots=True)
class Geschreven:
    """The names of the files, the facturen as they stand in them and what finalising found; with a fout there are none."""

    bestanden: tuple[str, ...] = ()
    facturen: tuple[Factuur, ...] = ()
    findings: tuple[Finding, ...] = ()


def write_concept(run: Afrekenrun, uit: Path) -> Geschreven:
    """Write the concept of every file; no register is touched. UitvoerError when they cannot be written."""
    made = _render_all(run, [(one, run.freeze(one)) for one in run.facturen])
    bestanden = {naam: inhoud for own in made for naam, inhoud in own.items()}
    bestanden = _seal(run, uit, {**bestanden, **render_rest(run, run.facturen)}, run.facturen)
    write_map(uit, bestanden)
    return Geschreven(tuple(bestanden), run.facturen)


def write_definitief(run: Afrekenrun, uit: Path, definitief: Definitief) -> Geschreven:
    """Finalise every factuur and write the files from what is frozen; the same run once more gives the same files."""
    check_map(uit)
    register, vastgesteld = finalise_facturen(definitief, uit, run.facturen, run.invoer[0].sha256, run.freeze)
    findings = (*register.findings, *vastgesteld.findings)
    if vastgesteld.findings:
        return Geschreven(findings=findings)
    vast = vastgesteld.registraties
    facturen = tuple(one.factuur for one in vast)
    made = _render_all(run, [(one.factuur, one.weergave) for one in vast])
    betalingen = plan_betalingen(register, run.begroting, run.afrekening.datum)
    rest, stand = render_rest(run, facturen, betalingen), tell_stand(vast)
    namen = give_out(
        register, dict(zip(vast, made, strict=True)), uit, lambda own: _seal(run, uit, {**own, **rest}, facturen, stand)
    )
    return Geschreven(namen, facturen, findings)


def render_rest(run: Afrekenrun, facturen: Sequence[Factuur], betalingen: Bladplan | None = None) -> dict[str, bytes]:
    """The workbook of each gemeente, the overview with the betaalstatus, and the Iv3: what is not itself a factuur."""
    made = {}
    for done, (naam, plan) in enumerate(_plan_all(run, facturen, betalingen), start=len(facturen) + 1):
        made[naam] = play_new(plan)
        _tell(run, done, naam)
    return made | dict(run.iv3.bestanden)


def _render_all(run: Afrekenrun, facturen: Sequence[tuple[Factuur, Mapping[str, Any]]]) -> list[dict[str, bytes]]:
    made = []
    for done, (factuur, weergave) in enumerate(facturen, start=1):
        made.append(render_factuur(factuur, weergave))
        _tell(run, done, factuur.afnemer.gemeente)
    return made


def _tell(run: Afrekenrun, done: int, naam: str) -> None:
    if run.voortgang:
        run.voortgang(done, len(run.facturen) + len(run.afrekening.gemeenten) + 1, naam)


def _seal(
    run: Afrekenrun, uit: Path, bestanden: Bestanden, facturen: Sequence[Factuur], stand: Mapping[str, object] | None = None
) -> dict[str, bytes]:
    gemeenten = {_name(run, one): one for one in run.afrekening.gemeenten}
    op_naam = {naam: one for one in facturen for naam in bestanden if naam.startswith(f"{one.nummer}_")}
    kop = (run.begroting, run.afrekening, gemeenten, op_naam, bestanden, run.invoer)
    manifest = make_afrekenmanifest(*kop, uit_register=run.uit_register, stand=stand)
    return {**bestanden, **seal(uit, manifest, run.teken)}


def _plan_all(run: Afrekenrun, facturen: Sequence[Factuur], betalingen: Bladplan | None) -> Iterator[tuple[str, Werkmapplan]]:
    afrekening = run.afrekening
    for one in afrekening.gemeenten:
        nummers = " en ".join(sent.nummer for sent in facturen if sent.afnemer.gm_code == one.deelnemer.gm_code)
        factuur = replace(make_afrekeningsfactuur(run.begroting, afrekening, one), nummer=nummers)
        yield _name(run, one), _add(plan_afrekening(afrekening, one, factuur), run.iv3.bladen.get(one.deelnemer.gemeente))
    overzicht = _add(plan_afrekening_overzicht(run.begroting, run.werkelijk, afrekening), betalingen)
    yield OVERZICHT, _add(overzicht, run.iv3.spiegel)


def _name(run: Afrekenrun, one: Gemeenteafrekening) -> str:
    concept = "concept-" if run.afrekening.status is Afrekenstatus.CONCEPT else ""
    deelnemer = one.deelnemer
    return f"{concept}eindafrekening_{deelnemer.gm_code}_{slug(deelnemer.gemeente, deelnemer.gm_code)}.xlsx"


def _add(plan: Werkmapplan, blad: Bladplan | None) -> Werkmapplan:
    return replace(plan, bladen=(*plan.bladen, blad)) if blad else plan
