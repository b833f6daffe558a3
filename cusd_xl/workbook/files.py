"""Files come into being whole or not at all: a temporary name in the same folder, then a replace."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cusd_xl.base.errors import ArgumentError, UitvoerError, explain_oserror

WERKMAP, MET_MACROS = ".xlsx", ".xlsm"


def check_extensie(uit: Path, invoer: Path | None = None) -> None:
    """ArgumentError unless Excel can open what is written under this name: .xlsx, or .xlsm for a copy of an .xlsm file."""
    wanted = MET_MACROS if invoer and invoer.suffix.lower() == MET_MACROS else WERKMAP
    if uit.suffix.lower() != wanted:
        raise ArgumentError(f"'{uit.name}' eindigt niet op {wanted}; Excel opent dat niet. Geef bij --uit een naam op {wanted}.")


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` under `path`; on any trouble the old file stays as it was and UitvoerError says what to do."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".cusd_xl-", suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as problem:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise UitvoerError(
            f"{path.name} kan niet worden geschreven in map '{path.parent.name or path.parent}' ({explain_oserror(problem)}). "
            "Sluit het bestand als het in Excel open staat, en controleer map, rechten en schijfruimte."
        ) from problem
