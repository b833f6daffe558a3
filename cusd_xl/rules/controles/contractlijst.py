"""What several checks ask of tblContracten: until when a contract runs, and which gemeente still has one of its own."""

from __future__ import annotations

from datetime import date

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Contract
from cusd_xl.rules.deelname import is_active

NEE = "nee"


def find_einde(contract: Contract) -> date:
    """The last day of a contract, its verlenging included."""
    return max(contract.einde, contract.verlenging_tot or contract.einde)


def list_eigen_contracten(begroting: Begroting) -> tuple[Contract, ...]:
    """The contracts that a gemeente has outside the regeling and that run in the begrotingsjaar, if only for a day."""
    return tuple(
        one
        for one in begroting.contracten
        if one.via_regeling == NEE and one.gemeente and is_active(one.begin, find_einde(one), begroting.jaar)
    )


def has_eigen_contract(begroting: Begroting, gemeente: str, taak: str) -> bool:
    """True when the gemeente still has a contract of its own for the taak in the begrotingsjaar."""
    return any(one.gemeente == gemeente and one.taak == taak for one in list_eigen_contracten(begroting))
