"""How formulas keep every whole number exact: the plain way where there is room, in steps where there is not."""

from __future__ import annotations

import pytest

from cusd_xl.base.exactheid import Breuk, choose_rekenwijze


@pytest.mark.parametrize(
    ("breuken", "stappen", "fijn", "exact"),
    [
        ([Breuk(161852, 361000)], (False,), (), True),
        ([Breuk(161852, 361000, in_centen=True)], (True,), (), True),
        ([Breuk(10**9, 2 * 10**9)], (True,), (), True),
        ([Breuk(161852, 361000 * 4), Breuk(3, 24)], (False, False), (), True),
        ([Breuk(161852, 361000 * 5), Breuk(3 * 10**9, 10**10, in_centen=True)], (False, True), (1,), True),
        ([Breuk(10**7, 10**8), Breuk(10**7, 10**8 + 1), Breuk(10**9, 10**10)], (True, True, True), (2, 1), True),
        ([Breuk(10**11, 6 * 10**11)], (True,), (), False),
        ([Breuk(10**7, 10**8 - 1), Breuk(10**7, 10**8 + 1), Breuk(1, 10**10), Breuk(1, 10**10 + 1)], (True, True, True, True),
         (3, 2), False),
    ],
)  # fmt: skip
def test_the_way_of_calculating(breuken: list[Breuk], stappen: tuple[bool, ...], fijn: tuple[int, ...], exact: bool) -> None:
    """Grote producten gaan in stappen, te fijne resten blijven buiten de gemene noemer, en wat niet past wordt gezegd."""
    found = choose_rekenwijze(breuken)
    assert (found.in_stappen, found.fijn, found.is_exact) == (stappen, fijn, exact)
