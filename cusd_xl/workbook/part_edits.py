"""Small edits of an XML part in its own text, so that whatever is not touched keeps every byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from itertools import count

from lxml import etree

from cusd_xl.workbook.xml_parts import damaged, parse_part

MARKUP = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>  # comment, instruction, character data
    | </[^>]*>                                   # end tag
    | <(?:"[^"]*"|'[^']*'|[^<>"'])*>             # start tag, with > allowed inside a quoted value
    """,
    re.DOTALL | re.VERBOSE,
)
Wanted = Callable[[etree._Element], bool]


def add_child(naam: str, deel: str, content: bytes, child: str) -> bytes:
    """The part with one element more, as the last child of its root; `{p}` in `child` becomes the prefix of the root.

    Nothing else changes a byte. WerkmapError when the part cannot be edited this way; `naam` is the file name for the message.
    """
    root = parse_part(naam, deel, content)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    text = content.decode(encoding)
    written = child.replace("{p}", f"{root.prefix}:" if root.prefix else "")
    start = text.rfind("</")
    if start < 0 or not re.fullmatch(r"</[^<>]+>\s*", text[start:]):
        raise damaged(naam, deel)
    result = (text[:start] + written + text[start:]).encode(encoding)
    if _summary(parse_part(naam, deel, result))[:-1] != _summary(root):
        raise damaged(naam, deel)
    return result


def drop_child(naam: str, deel: str, content: bytes, wanted: Wanted) -> bytes:
    """The part without the children of its root that are `wanted`; the reverse of `add_child`, byte by byte."""
    root = parse_part(naam, deel, content)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    text = content.decode(encoding)
    spans = _child_spans(text)
    if len(spans) != len(root):
        raise damaged(naam, deel)
    for (start, end), one in reversed(list(zip(spans, root, strict=True))):
        if wanted(one):
            text = text[:start] + text[end:]
    result = text.encode(encoding)
    if _summary(parse_part(naam, deel, result)) != _summary(one for one in root if not wanted(one)):
        raise damaged(naam, deel)
    return result


def find_free(stem: str, ending: str, taken: Collection[str]) -> str:
    """The first name stem1ending, stem2ending, ... that is not taken."""
    return next(name for number in count(1) if (name := f"{stem}{number}{ending}") not in taken)


def _child_spans(text: str) -> list[tuple[int, int]]:
    """Where each child of the root begins and ends in the text."""
    spans: list[tuple[int, int]] = []
    depth = begin = 0
    for tag in MARKUP.finditer(text):
        if tag[0].startswith(("<!", "<?")):
            continue
        closes, alone = tag[0].startswith("</"), tag[0].endswith("/>")
        if depth == 1 and not closes:
            begin = tag.start()
        if (depth == 1 and alone) or (depth == 2 and closes):
            spans.append((begin, tag.end()))
        depth += 0 if alone else -1 if closes else 1
    return spans


def _summary(children: Iterable[etree._Element]) -> list[bytes]:
    return [etree.tostring(one, with_tail=False) for one in children]
