"""The menu bar of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from workbench.core.examples import EXAMPLES
from workbench.qt.actions import ACTIONS
from workbench.qt.preferences import THEMES, Preferences
from workbench.views.project_files import ProjectFiles

TITLES = ("&File", "&Edit", "&Train", "&View", "&Help")


def undo_actions(stack: QUndoStack, parent: QWidget) -> dict[str, QAction]:
    """Returns Qt's own actions that undo and redo, by name."""
    undo, redo = stack.createUndoAction(parent, "Undo"), stack.createRedoAction(parent, "Redo")
    undo.setShortcut("Ctrl+Z")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    actions = {"undoAction": undo, "redoAction": redo}
    for name, action in actions.items():
        action.setObjectName(name)
    return actions


def fill_menu_bar(
    bar: QMenuBar, actions: Mapping[str, QAction], in_file: Sequence[QMenu], docks: Sequence[QAction]
) -> dict[str, QMenu]:
    """Puts every action into its menu, some menus among the files', and what shows docks among the views'.

    Returns:
        The menus by their titles.
    """
    menus = {title: bar.addMenu(title) for title in TITLES}
    for row in ACTIONS:
        menus[row.menu].addAction(actions[row.name])
    for menu in in_file:
        menus["&File"].insertMenu(actions["quitAction"], menu)
    menus["&File"].insertSeparator(actions["quitAction"])
    menus["&Edit"].addActions([actions["undoAction"], actions["redoAction"]])
    menus["&View"].addActions(docks)
    menus["&View"].addSeparator()
    for menu in menus.values():
        menu.setToolTipsVisible(True)
    return menus


class RecentMenu(QMenu):
    """The files opened or saved last, read when the menu opens."""

    def __init__(self, open_path: Callable[[Path], None], preferences: Preferences, parent: QWidget) -> None:
        super().__init__("Open &recent", parent)
        self.setObjectName("recentMenu")
        self._open_path, self._preferences = open_path, preferences
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Lists the files."""
        self.clear()
        for path in self._preferences.recent:
            self.addAction(path.name, partial(self._open_path, path)).setToolTip(str(path))
        self.setEnabled(True)
        if self.isEmpty():
            self.addAction("None yet").setEnabled(False)


def examples_menu(files: ProjectFiles, parent: QWidget) -> QMenu:
    """Returns the menu of projects to begin with."""
    menu = QMenu("E&xamples", parent)
    menu.setObjectName("examplesMenu")
    menu.setToolTipsVisible(True)
    for example in EXAMPLES:
        action = menu.addAction(example.title, partial(files.start, example.project))
        action.setToolTip(example.description)
    return menu


def theme_menu(preferences: Preferences, parent: QWidget) -> QMenu:
    """Returns the menu that chooses between light and dark."""
    menu = QMenu("&Theme", parent)
    menu.setObjectName("themeMenu")
    group = QActionGroup(menu)
    for name in THEMES:
        action = menu.addAction(name.capitalize(), partial(preferences.set_theme, name))
        action.setCheckable(True)
        action.setChecked(name == preferences.theme)
        group.addAction(action)
    return menu
