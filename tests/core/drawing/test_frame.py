"""Strokes become pixels as those of the handwritten digits: cells that hold ink, counted in blocks of 4 by 4."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.drawing.frame import CELLS, Frame

LINE = np.array([[0.25, 0.5], [0.75, 0.5]])


def test_a_cell_holds_ink_where_its_middle_is_no_further_from_the_way_than_half_the_pen() -> None:
    frame = Frame((8, 8))
    random = np.random.default_rng(0)
    stroke = random.random((6, 2))
    inked = frame.bitmap([stroke])
    for row, column in random.integers(0, 32, (200, 2)):
        middle = np.array([column + 0.5, row + 0.5])
        along = np.linspace(0, 1, 2001)[:, None]
        ways = (stroke[:-1, None] * (1 - along) + stroke[1:, None] * along) * 32
        distance = np.sqrt(((ways - middle) ** 2).sum(axis=-1)).min()
        if abs(distance - 2.5) > 0.01:
            assert inked[row, column] == (distance < 2.5)


def test_a_pixel_is_the_share_of_its_sixteen_cells_that_hold_ink() -> None:
    inked = np.zeros((32, 32), bool)
    inked[:4, :2] = True
    inked[28:, 28:] = True
    inked[5, 9] = True
    shares = Frame((8, 8)).shares(inked)
    assert shares[0, 0] == 0.5
    assert shares[7, 7] == 1
    assert shares[1, 2] == 1 / 16
    assert shares.sum() * CELLS**2 == inked.sum()


@pytest.mark.parametrize("shape", [(8, 8), (28, 28), (4, 12)])
def test_fitted_strokes_fill_the_frame_up_to_its_margin_and_keep_their_proportions(
    shape: tuple[int, int],
) -> None:
    frame = Frame(shape, margin=0.5)
    corner = np.array([[0.4, 0.4], [0.4, 0.6], [0.45, 0.6]])
    inked = frame.bitmap(frame.fitted([corner]))
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    assert rows[0] in (2, 3)
    assert rows[-1] in (4 * shape[0] - 3, 4 * shape[0] - 4)
    assert abs(columns[0] - (4 * shape[1] - 1 - columns[-1])) <= 1, "it is in the middle"
    placed = frame.fitted([corner])[0]
    before, after = np.ptp(corner, axis=0), np.ptp(placed, axis=0)
    assert after[0] / after[1] == pytest.approx(before[0] / before[1])


def test_a_drawing_is_the_same_wherever_and_however_large_it_is_drawn() -> None:
    frame = Frame((8, 8))
    hook = np.array([[0.2, 0.1], [0.5, 0.9], [0.8, 0.3]])
    small = frame.fitted([hook * 0.4 + 0.1])
    assert small[0] == pytest.approx(frame.fitted([hook])[0])


def test_a_dot_stays_a_dot_in_the_middle() -> None:
    frame = Frame((8, 8))
    inked = frame.bitmap(frame.fitted([np.array([[0.1, 0.9]])]))
    assert inked.sum() == pytest.approx(np.pi * 2.5**2, abs=4)
    assert inked[14:18, 14:18].all()


def test_ink_beside_the_paper_is_lost_and_no_strokes_leave_it_white() -> None:
    frame = Frame((8, 8))
    assert not frame.bitmap([LINE + 2]).any()
    assert not frame.bitmap([LINE - 2]).any()
    assert not frame.bitmap(frame.fitted([])).any()
