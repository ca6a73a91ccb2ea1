"""Pictures are drawn, opened, pasted and dropped; what the network sees of them is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QSlider, QToolButton

from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice
from workbench.core.projects.data_edits import with_data
from workbench.data.dataset import Dataset
from workbench.qt.document import Document
from workbench.views.understanding.trying.picture_page import BRING, PicturePage


@pytest.fixture
def refusals() -> list[str]:
    return []


@pytest.fixture
def page(qtbot, refusals: list[str]) -> Iterator[PicturePage]:
    page = PicturePage(refusals.append)
    qtbot.addWidget(page)
    page.take(Document())
    page.resize(520, 300)
    page.show()
    yield page
    QGuiApplication.clipboard().clear()


def click(page: PicturePage, name: str) -> None:
    page.findChild(QToolButton, name).click()


def stroke(page: PicturePage, qtbot, *points: tuple[float, float]) -> None:
    places = [page.pad.place_of(point).toPoint() for point in points]
    qtbot.mousePress(page.pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(page.pad, place)
    qtbot.mouseRelease(page.pad, Qt.MouseButton.LeftButton, pos=places[-1])


def half_black(width: int = 32, height: int = 32) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for y in range(height):
        for x in range(width // 2):
            image.setPixelColor(x, y, QColor("black"))
    return image


def is_half_black(page: PicturePage) -> bool:
    assert page.inputs is not None
    seen = page.inputs.reshape(8, 8)
    return bool((seen[:, :3] == 16).all() and (seen[:, 5:] == 0).all())


def test_a_stroke_is_counted_into_the_pixels_under_it(page: PicturePage, qtbot) -> None:
    page.fit.setChecked(False)
    stroke(page, qtbot, (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    assert page.inputs is not None
    seen = page.inputs.reshape(8, 8)
    assert seen[3:5, 2:6].min() >= 8
    assert seen[:2].max() == seen[6:].max() == 0


def test_what_is_drawn_is_fitted_to_the_frame_unless_that_is_off(page: PicturePage, qtbot) -> None:
    stroke(page, qtbot, (0.4, 0.4), (0.5, 0.5), (0.4, 0.6))
    assert page.inputs is not None
    assert page.inputs.reshape(8, 8)[[0, 7]].max(axis=1).min() > 0
    page.fit.click()
    assert page.inputs.reshape(8, 8)[[0, 7]].max() == 0


def test_strokes_are_undone_and_cleared_and_a_wider_pen_leaves_more_ink(page: PicturePage, qtbot) -> None:
    stroke(page, qtbot, (0.2, 0.2), (0.8, 0.2))
    first = page.inputs
    stroke(page, qtbot, (0.2, 0.8), (0.8, 0.8))
    assert not np.array_equal(page.inputs, first)
    click(page, "undoStroke")
    assert np.array_equal(page.inputs, first)
    page.findChild(QSlider, "penSlider").setValue(9)
    assert page.inputs.sum() > first.sum()
    click(page, "clearPad")
    assert page.inputs is None


def test_the_keyboard_draws(page: PicturePage, qtbot) -> None:
    page.fit.setChecked(False)
    for key in (Qt.Key.Key_Space, *[Qt.Key.Key_Down] * 8, Qt.Key.Key_Space, *[Qt.Key.Key_Left] * 8):
        qtbot.keyClick(page.pad, key)
    (drawn,) = page.pad.strokes
    assert drawn[0].tolist() == [0.5, 0.5]
    assert drawn[-1].tolist() == [0.5, 0.75]


def test_a_picture_is_pasted(page: PicturePage, refusals: list[str]) -> None:
    QGuiApplication.clipboard().setImage(half_black())
    click(page, "pastePicture")
    assert is_half_black(page)
    QGuiApplication.clipboard().setText("no picture")
    click(page, "pastePicture")
    assert refusals == ["The clipboard holds no picture; copy one first."]
    assert is_half_black(page)


def test_a_file_is_dropped_and_drawing_begins_on_new_paper(page: PicturePage, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "half.png"
    half_black(60, 30).save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    no_key = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), actions, data, buttons, no_key))
    assert is_half_black(page)
    stroke(page, qtbot, (0.2, 0.2), (0.8, 0.2))
    assert not is_half_black(page)
    assert len(page.pad.strokes) == 1


def test_a_file_that_is_no_picture_is_refused(page: PicturePage, refusals: list[str], tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Dear Ada")
    page.bring_file(path)
    assert refusals == ["letter.png cannot be used: it is no picture. Bring a PNG or JPEG."]
    assert page.inputs is None


def test_pictures_in_colour_are_brought_and_not_drawn(page: PicturePage, qtbot) -> None:
    inputs = np.random.default_rng(0).integers(0, 256, (4, 48)).astype(np.float32)
    names = tuple(map(str, range(48)))
    labels = np.zeros(4, np.int32)
    data = Dataset(
        "c", "c", inputs, labels, LabelKind.CLASS_INDEX, ("a",), names, (4, 4), large_is_light=True
    )
    document = Document()
    document._loaded = document.project.data, data
    page.take(document)
    stroke(page, qtbot, (0.2, 0.2), (0.8, 0.2))
    assert page.inputs is None
    assert page.pad.hint == BRING
    red = QImage(8, 8, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(red)
    page.paste()
    low, high = inputs.min(), inputs.max()
    assert page.inputs.reshape(16, 3)[5].tolist() == [high, low, low]


def test_strokes_stay_over_other_data_of_the_same_shape(page: PicturePage, qtbot) -> None:
    stroke(page, qtbot, (0.2, 0.2), (0.8, 0.2))
    drawn = page.inputs
    document = Document()
    document.project = with_data(document.project, DataChoice("digit-traits"), LabelKind.MULTI_HOT)
    page.take(document)
    assert np.array_equal(page.inputs, drawn)


def test_the_number_of_each_pixel_is_told(page: PicturePage) -> None:
    QGuiApplication.clipboard().setImage(half_black())
    page.paste()
    middle = page.seen.rect().center()
    assert page.seen.words_at(middle - QPoint(40, 3)).endswith(": 16")
    assert page.seen.words_at(middle + QPoint(40, 3)).endswith(": 0")
    assert "row" not in page.seen.words_at(QPoint(0, 0))
