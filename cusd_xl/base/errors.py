"""The errors that stop a run (exit status 2); each text is one Dutch line: what, where, why, what to do.

CusdError
├── ArgumentError      an argument that cannot be used
├── ParameterError     a dated figure of the law is missing
├── UitvoerError       the result cannot be written
└── WerkmapError       the workbook cannot be read
"""


class CusdError(Exception):
    """The run cannot go on; the text is shown to the user as it is."""


class ArgumentError(CusdError):
    """An argument that cannot be used."""


class ParameterError(CusdError):
    """A dated figure of the law is missing for the asked date."""


class UitvoerError(CusdError):
    """The result cannot be written; nothing half-written is left behind."""


class WerkmapError(CusdError):
    """The workbook cannot be read: not there, locked, damaged, refused."""
