"""The documents of a run: one PDF per factuur, named after its workbook, with its own UBL inside."""

from __future__ import annotations

from cusd_xl.model.huisstijl import Huisstijl
from cusd_xl.runs.documenten import make_documenten
from tests.hulp.pdf import open_pdf
from tests.hulp.soorten import creditfactuur, korte_factuur

FACTUREN = {"2026-0007_baarn.xlsx": korte_factuur(), "2026.C0001_baarn.xlsx": creditfactuur()}


def test_every_pdf_is_named_after_its_workbook() -> None:
    """De pdf heet als de werkmap, ook als er een punt in het nummer staat."""
    assert [naam for naam, _ in make_documenten(FACTUREN, Huisstijl())] == ["2026-0007_baarn.pdf", "2026.C0001_baarn.pdf"]


def test_every_pdf_carries_its_own_ubl() -> None:
    """In een pdf zit de e-factuur van die factuur, en geen andere."""
    bijlagen = {naam: (naam.replace("xlsx", "xml"), factuur.nummer.encode()) for naam, factuur in FACTUREN.items()}
    found = {naam: open_pdf(inhoud).attachments for naam, inhoud in make_documenten(FACTUREN, Huisstijl(), bijlagen)}
    assert found == {
        "2026-0007_baarn.pdf": {"2026-0007_baarn.xml": [b"2026-0007"]},
        "2026.C0001_baarn.pdf": {"2026.C0001_baarn.xml": [b"2026-C0001"]},
    }
