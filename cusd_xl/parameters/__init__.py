"""Dated figures with their source: the law, the inwoners, the index figures and the profiel of each regeling."""

from cusd_xl.parameters.profiel import Kostensoort, Profiel, Vrijstelling, list_profielen, load_profiel
from cusd_xl.parameters.profieltermijnen import find_profieltermijn
from cusd_xl.parameters.wettelijk import Parameterwaarde, get_parameter

__all__ = [
    "Kostensoort",
    "Parameterwaarde",
    "Profiel",
    "Vrijstelling",
    "find_profieltermijn",
    "get_parameter",
    "list_profielen",
    "load_profiel",
]
