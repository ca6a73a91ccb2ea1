"""Charts, pictures and settings of a report."""

from __future__ import annotations

import io
import re

import msgspec
import numpy as np
import pytest
from PIL import Image

from workbench.core.class_colors import CLASS_COLORS
from workbench.core.heads import HEADS, head_for
from workbench.core.labels import LabelKind
from workbench.core.projects.checked_project import starting_project
from workbench.core.report.line_chart import Line, Range, line_chart
from workbench.core.report.markup import element
from workbench.core.report.picture import pixels_of, png
from workbench.core.report.settings import settings_of


@pytest.mark.parametrize(
    ("axis", "ticks"),
    [
        (Range(0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (Range(1, 3, is_whole=True), [1, 2, 3]),
        (Range(0.5, 1.5, is_whole=True), [1]),
        (Range(-3e-4, 2e-4), [-3e-4, -2e-4, -1e-4, 0, 1e-4, 2e-4]),
        (Range(0, 12000), [0, 5000, 10000]),
    ],
)
def test_ticks_are_round_numbers(axis: Range, ticks: list[float]) -> None:
    assert axis.ticks() == pytest.approx(ticks)


def test_values_that_are_all_the_same_have_room() -> None:
    assert Range.of(np.array([2.0, 2.0])) == Range(1.5, 2.5)
    assert Range.of(np.array([np.nan])) == Range(0, 1)


def test_long_lines_are_thinned_and_keep_their_ends() -> None:
    x = np.linspace(0, 1, 5000)
    chart = line_chart("t", "x", "y", [Line("long", x, x)], Range(0, 1), Range(0, 1))
    way = chart.split('<path d="M')[1].split('"')[0].split(" L")
    assert len(way) == 400 and (way[0], way[-1]) == ("56.0 256.0", "448.0 12.0")


def test_text_is_no_markup() -> None:
    assert element("p", "a < b & c", title='"') == '<p title="&quot;">a &lt; b &amp; c</p>'


@pytest.mark.parametrize("shape", [(3, 5), (3, 5, 3)])
def test_a_picture_is_what_was_put_in(shape: tuple[int, ...]) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(png(pixels)))), pixels)


def test_rows_become_pictures_light_or_dark() -> None:
    row = np.array([0.0, 16.0, 8.0, np.nan])
    assert pixels_of(row, (2, 2), (0, 16), True).tolist() == [[0, 255], [128, 0]]
    assert pixels_of(row, (2, 2), (0, 16), False).tolist() == [[255, 0], [128, 255]]
    assert pixels_of(np.zeros(12), (2, 2), (0, 1), True).shape == (2, 2, 3)


def test_settings_tell_layers_and_what_decides() -> None:
    project = starting_project()
    rows = settings_of(project, HEADS[0])
    assert ("Layer 2", "Dropout: rate 0.2") in rows and ("Seed", "0") in rows
    assert ("Decision", "the class with the largest probability") in rows
    own = msgspec.structs.replace(project.head, thresholds=(0.25, 0.75))
    rows = settings_of(msgspec.structs.replace(project, head=own), head_for("sigmoid", LabelKind.MULTI_HOT))
    assert ("Decision", "each label above its own threshold: 0.25, 0.75") in rows


def test_a_class_looks_the_same_wherever_its_line_stands() -> None:
    x = np.array([0.0, 1.0])
    others = [Line(str(place), x, x, look=place) for place in (2, 12)]
    chart = line_chart("t", "x", "y", [*others, Line("mean", x, x, is_average=True)])
    strokes = re.findall(r'class="line" stroke="([^"]+)" stroke-width="2" stroke-dasharray="([^"]+)"', chart)
    assert [color for color, _ in strokes] == [CLASS_COLORS[2], CLASS_COLORS[2], "currentColor"]
    assert strokes[0] != strokes[1], "classes of one colour have other dashes"
