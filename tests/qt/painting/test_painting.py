"""A stroke shows at once, reaches the document while it goes on, and is one undo step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.core.painted_data import PaintedData, empty_canvas
from workbench.core.painted_edits import with_points, without_points
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.data_edits import with_painted
from workbench.qt.document import Document
from workbench.qt.painting.painting import COMMIT_INTERVAL, Painting


@pytest.fixture
def document(qapp) -> Document:
    document = Document()
    document.start(with_painted(starting_project(), empty_canvas()))
    return document


@pytest.fixture
def painting(document: Document) -> Painting:
    return Painting(document, document)


def painted_in(document: Document) -> PaintedData:
    painted = document.project.data.painted
    assert painted is not None
    return painted


def test_a_click_is_a_dab(document: Document, painting: Painting) -> None:
    painting.begin((0, 0))
    painting.end()
    assert len(painted_in(document).points) == painting.brush.points


def test_a_drag_dabs_every_half_radius_however_the_pointer_jumps(document, painting) -> None:
    painting.brush = replace(painting.brush, radius=0.2, points=1)
    painting.begin((-0.5, 0))
    painting.move((-0.45, 0))
    painting.move((0.5, 0))
    painting.end()
    places = [x for x, _ in painted_in(document).points]
    assert places == pytest.approx([-0.5 + 0.1 * i for i in range(len(places))], abs=1e-3)
    assert len(places) in (10, 11)


def test_a_stroke_that_goes_on_reaches_the_document_and_stays_one_step(document, painting, qtbot) -> None:
    painting.begin((-0.5, 0))
    assert painted_in(document).points == ()
    assert painting.painted is not None and painting.painted.points
    qtbot.waitUntil(lambda: bool(painted_in(document).points), timeout=50 * COMMIT_INTERVAL)
    painting.move((0.5, 0))
    painting.end()
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Paint points"
    document.undo_stack.undo()
    assert painted_in(document).points == ()


def test_two_strokes_are_two_steps(document: Document, painting: Painting) -> None:
    for place in ((0, 0), (0.5, 0.5)):
        painting.begin(place)
        painting.end()
    assert document.undo_stack.count() == 2


def test_the_eraser_takes_points_away_in_one_step(document: Document, painting: Painting) -> None:
    painting.brush = replace(painting.brush, points=1)
    painting.begin((0, 0))
    painting.end()
    painting.begin((0, 0), erases=True)
    painting.end()
    assert painted_in(document).points == ()
    assert document.undo_stack.undoText() == "Erase points"


def test_an_eraser_that_touches_nothing_is_no_step(document: Document, painting: Painting) -> None:
    painting.begin((0, 0), erases=True)
    painting.end()
    assert document.undo_stack.count() == 0


def test_an_undo_in_the_middle_of_a_stroke_takes_the_rest_of_it_along(document, painting) -> None:
    painting.edit("Paint a point", lambda painted: with_points(painted, [(0, 0)], 0))
    painting.begin((0.5, 0.5))
    document.undo_stack.undo()
    assert painting.painted == painted_in(document) == empty_canvas()
    painting.end()


def test_a_stroke_is_finished_before_another_edit(document: Document, painting: Painting) -> None:
    painting.begin((0, 0))
    painting.edit("Clear the canvas", without_points)
    assert document.undo_stack.count() == 2
    assert painted_in(document).points == ()


def test_other_data_cannot_be_painted_on(qapp) -> None:
    document = Document()
    painting = Painting(document, document)
    painting.begin((0, 0))
    painting.end()
    assert painting.painted is None
    assert document.undo_stack.count() == 0
