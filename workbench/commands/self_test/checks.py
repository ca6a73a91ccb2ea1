"""The table of checks: what a person does with the program, each in a second or a few."""

from __future__ import annotations

from workbench.commands.self_test.check import Check
from workbench.commands.self_test.command_checks import (
    exports_in_a_process_of_its_own,
    opens_a_model_in_a_process_of_its_own,
    predicts_the_same_after_loading,
    prints_code,
    reads_a_file,
    trains,
)
from workbench.commands.self_test.installation_checks import (
    finds_resources,
    imports_libraries,
    writes_folders,
)
from workbench.commands.self_test.window_check import paints_the_window

CHECKS = (
    Check("libraries", imports_libraries),
    Check("resources", finds_resources),
    Check("folders", writes_folders),
    Check("training on the digits", trains),
    Check("a project saved and loaded", predicts_the_same_after_loading),
    Check("a file of one's own", reads_a_file),
    Check("printed code", prints_code),
    Check("a model exported by a process of its own", exports_in_a_process_of_its_own),
    Check("a model opened by a process of its own", opens_a_model_in_a_process_of_its_own),
    Check("the window", paints_the_window),
)
"""In the order in which they run; later ones use the files of earlier ones."""
