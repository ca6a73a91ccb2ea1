"""Offers the work of windows that ended without saving, once the window is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.project_file import Loaded
from workbench.qt.recovery.autosave import Autosave
from workbench.qt.recovery.recovery_folder import RecoveryFolder, orphans
from workbench.views.project_files import ProjectFiles
from workbench.views.recovery.recovery_dialog import RecoveryDialog


class Recovery(QObject):
    """Asks what is to become of autosaved work that no window holds, and does so. GUI thread only."""

    def __init__(self, place: Path, autosave: Autosave, files: ProjectFiles, window: QWidget) -> None:
        super().__init__(window)
        self._place, self._autosave, self._files, self._window = place, autosave, files, window

    @Slot()
    def offer(self) -> None:
        """Shows what there is; nothing where there is nothing."""
        found = orphans(self._place)
        if found:
            dialog = RecoveryDialog(found, self._window)
            dialog.restore_wanted.connect(self._restore)
            dialog.open()

    @Slot(object)
    def _restore(self, folder: RecoveryFolder) -> None:
        saved_to = folder.note.path
        path = Path(saved_to) if saved_to and Path(saved_to).exists() else None
        self._files.recover(folder.copy, path, partial(self._adopt, folder))

    def _adopt(self, folder: RecoveryFolder, loaded: Loaded) -> None:
        # What is damaged in part stays as it is, for whoever can read more of it.
        if not loaded.lost:
            self._autosave.adopt(folder, loaded.run)
