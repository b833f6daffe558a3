"""Signs a manifest with the SSH key of the user and checks such a signature, by ssh-keygen and nothing of our own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from cusd_xl.base.errors import ArgumentError

PROGRAMMA = "ssh-keygen"
DOEL = "cusd-xl"
"""The namespace of the signature: a signature for something else does not count here."""
WACHT = 30


def check_sleutel(sleutel: Path) -> None:
    """Refuse a key that cannot sign before anything is recorded or written; ArgumentError says why."""
    sign(b"proef", sleutel)


def sign(inhoud: bytes, sleutel: Path) -> bytes:
    """The signature on this content; ArgumentError when the key is not there, asks for a password or is none."""
    if not sleutel.is_file():
        raise ArgumentError(f"De sleutel '{sleutel}' is niet gevonden. Geef bij --teken het bestand van een SSH-sleutel.")
    with TemporaryDirectory() as naam:
        bestand = Path(naam) / "manifest"
        bestand.write_bytes(inhoud)
        gedaan = _run(["-Y", "sign", "-f", str(sleutel), "-n", DOEL, str(bestand)], b"")
        ondertekend = bestand.with_name("manifest.sig")
        if gedaan.returncode or not ondertekend.is_file():
            raise ArgumentError(
                f"Met de sleutel '{sleutel.name}' kan niet worden getekend. Is het een SSH-sleutel, en heeft zij een wachtwoord, "
                "laad haar dan eerst met ssh-add en geef de publieke helft (.pub) op."
            )
        return ondertekend.read_bytes()


def verify(inhoud: bytes, handtekening: Path, ondertekenaars: Path | None, wie: str | None) -> str | None:
    """Who signed this content: a name from `ondertekenaars`, or "" where no such list was given; None when it is not right."""
    if ondertekenaars is None:
        gedaan = _run(["-Y", "check-novalidate", "-n", DOEL, "-s", str(handtekening)], inhoud)
        return None if gedaan.returncode else ""
    if not ondertekenaars.is_file():
        raise ArgumentError(
            f"De lijst '{ondertekenaars}' is niet gevonden. Geef bij --ondertekenaars een allowed_signers-bestand."
        )
    lijst = ["-f", str(ondertekenaars)]
    namen = [wie] if wie else _run(["-Y", "find-principals", *lijst, "-s", str(handtekening)], b"").stdout.decode().split()
    for naam in namen:
        if not _run(["-Y", "verify", *lijst, "-I", naam, "-n", DOEL, "-s", str(handtekening)], inhoud).returncode:
            return naam
    return None


def _run(woorden: Sequence[str], invoer: bytes) -> subprocess.CompletedProcess[bytes]:
    # never a question to a terminal or a window: the run would wait for an answer nobody sees
    omgeving = {**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
    omgeving.pop("DISPLAY", None)
    try:
        return subprocess.run(
            [PROGRAMMA, *woorden],
            input=invoer,
            capture_output=True,
            check=False,
            env=omgeving,
            timeout=WACHT,
            start_new_session=True,
        )
    except FileNotFoundError as problem:
        raise ArgumentError(f"{PROGRAMMA} is niet gevonden. Installeer OpenSSH, of laat het tekenen achterwege.") from problem
    except subprocess.TimeoutExpired as problem:
        raise ArgumentError(
            f"{PROGRAMMA} gaf binnen {WACHT} seconden geen antwoord. Controleer sleutel en ssh-agent."
        ) from problem
