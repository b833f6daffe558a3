"""The errors that stop a run (exit status 2); each text is one Dutch line: what, where, why, what to do.

CusdError
├── ArgumentError      an argument that cannot be used
├── BronbestandError   a file with figures (CBS, circulaire) that cannot be used
├── ParameterError     a dated figure of the law is missing
├── RegisterError      the register of facturen cannot be opened, read or written
├── UitvoerError       the result cannot be written
└── WerkmapError       the workbook cannot be read
"""

from errno import EACCES, EBUSY, EDQUOT, EEXIST, EISDIR, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from types import MappingProxyType

OORZAKEN = MappingProxyType(
    {
        EACCES: "geen schrijfrechten",
        EPERM: "geen schrijfrechten",
        EROFS: "alleen-lezen",
        ENOSPC: "de schijf is vol",
        EDQUOT: "de schijfruimte is op",
        EBUSY: "in gebruik",
        EEXIST: "die naam is al van een bestand",
        ENOTDIR: "een deel van het pad is een bestand",
        EISDIR: "die naam is al van een map",
        ENOENT: "de map bestaat niet en is niet te maken",
        ENAMETOOLONG: "de naam is te lang",
    }
)


class CusdError(Exception):
    """The run cannot go on; the text is shown to the user as it is."""


class ArgumentError(CusdError):
    """An argument that cannot be used."""


class BronbestandError(CusdError):
    """A file with figures that cannot be used: not what it should be, the wrong year, figures that may not be used."""


class ParameterError(CusdError):
    """A dated figure of the law is missing for the asked date."""


class RegisterError(CusdError):
    """The register of facturen cannot be opened, read or written; nothing was recorded."""


class UitvoerError(CusdError):
    """The result cannot be written; nothing half-written is left behind."""


class WerkmapError(CusdError):
    """The workbook cannot be read: not there, locked, damaged, refused."""


def explain_oserror(problem: OSError) -> str:
    """Why the system refused, in a few Dutch words; the number of the error when there are no words for it."""
    return OORZAKEN.get(problem.errno or 0, f"systeemfout {problem.errno}" if problem.errno else "onbekende oorzaak")
