"""The tables of steps: what a person does at the first start, and at the next one."""

from __future__ import annotations

from workbench.commands.walk.file_steps import (
    exports,
    finds_the_project,
    opens_a_model,
    opens_a_table,
    predicts,
    quits,
    saves,
    saves_it_swapped,
)
from workbench.commands.walk.starting_steps import (
    becomes_ready,
    sees_the_window,
    takes_a_picture,
    toggles_the_head,
    trains,
    trains_on_the_digits,
)
from workbench.commands.walk.step import Step

FIRST = (
    Step("first paint", sees_the_window),
    Step("ready to train", becomes_ready),
    Step("train on the digits", trains_on_the_digits),
    Step("toggle the head", toggles_the_head),
    Step("picture", takes_a_picture),
    Step("open a CSV", opens_a_table),
    Step("train on it", trains),
    Step("save the project", saves),
    Step("export for Keras", exports),
    Step("open the .keras model", opens_a_model),
    Step("swap its head", toggles_the_head),
    Step("save it with a sigmoid head", saves_it_swapped),
    Step("save it again", saves),
    Step("predict", predicts),
    Step("quit", quits),
)
"""Without a project; in this order, since later ones use what earlier ones have left."""

NEXT = (
    Step("first paint", sees_the_window),
    Step("open the project", finds_the_project),
    Step("ready to train", becomes_ready),
    Step("predict", predicts),
    Step("quit", quits),
)
"""With the project that the first walk saved."""
