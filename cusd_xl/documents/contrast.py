"""Colours that stay readable: the text on a colour, and the colour as text on white (WCAG 2.1, success criterion 1.4.3)."""

from __future__ import annotations

from dataclasses import dataclass

WIT = (255, 255, 255)
ZWART = (0, 0, 0)
LEESBAAR = 4.5
"""The contrast that WCAG asks at level AA for text of ordinary size."""
STAP = 8
Kleur = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palet:
    """Four colours as `#rrggbb`: the plane, the text on it, the colour for text on white, and a pale background."""

    vlak: str
    op_vlak: str
    accent: str
    bleek: str


def make_palet(kleur: str) -> Palet:
    """The palette around one colour `#rrggbb`; every pair that carries text has a contrast of at least 4.5."""
    vlak = _parse(kleur)
    op_vlak = WIT if contrast(vlak, WIT) >= LEESBAAR else ZWART
    accent = vlak
    while contrast(accent, WIT) < LEESBAAR:
        accent = _darken(accent)
    return Palet(_show(vlak), _show(op_vlak), _show(accent), _show(_mix(accent)))


def contrast(een: Kleur, ander: Kleur) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.1)."""
    licht, donker = sorted((_luminance(een), _luminance(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def _luminance(kleur: Kleur) -> float:
    rood, groen, blauw = (_linearize(deel / 255) for deel in kleur)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def _linearize(deel: float) -> float:
    return deel / 12.92 if deel <= 0.04045 else float(((deel + 0.055) / 1.055) ** 2.4)


def _darken(kleur: Kleur) -> Kleur:
    rood, groen, blauw = (max(0, deel - STAP) for deel in kleur)
    return rood, groen, blauw


def _mix(kleur: Kleur) -> Kleur:
    """One part of the colour in twelve parts of white."""
    rood, groen, blauw = ((deel + 11 * 255) // 12 for deel in kleur)
    return rood, groen, blauw


def _parse(kleur: str) -> Kleur:
    rood, groen, blauw = bytes.fromhex(kleur.removeprefix("#"))
    return rood, groen, blauw


def _show(kleur: Kleur) -> str:
    return "#" + bytes(kleur).hex()
