"""One colour for each class, the same in every view and in reports."""

from __future__ import annotations

CLASS_COLORS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#E6DA30",
    "#5A6A6A",
    "#8A4B20",
    "#B9D070",
)
"""Okabe and Ito's seven that are not black, the yellow darker to be seen on white, then three that stay apart from them
for colour-blind eyes too."""
