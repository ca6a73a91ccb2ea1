"""Elements of HTML and SVG, with everything that is text made harmless."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

VOID = frozenset({"img", "meta", "line", "rect", "path", "circle", "image"})
"""Elements that hold nothing; in SVG they close themselves."""


class Markup(str):
    """Text that is markup already."""


def element(tag: str, *children: str, **attributes: object) -> Markup:
    """Returns an element; children that are no markup are text.

    Args:
        tag: Its name.
        children: What it holds.
        attributes: Its attributes; `_` at the end is left out and stands for `-` elsewhere.
    """
    words = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for name, value in attributes.items()
    )
    if tag in VOID and not children:
        return Markup(f"<{tag}{words}/>")
    return Markup(f"<{tag}{words}>{joined(children)}</{tag}>")


def joined(children: Sequence[str]) -> Markup:
    """Returns children one after another."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], **attributes: object) -> Markup:
    """Returns a table whose first column names the rows."""
    top = element("tr", *(element("th", words, scope="col") for words in head))
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", words) for words in row[1:]))
        for row in rows
    ]
    return element("table", element("thead", top), element("tbody", *body), **attributes)
