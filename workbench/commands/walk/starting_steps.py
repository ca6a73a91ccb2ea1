"""Steps from the start to a network that is trained."""

from __future__ import annotations

import numpy as np

from workbench.app import spin
from workbench.commands.self_test.check import demand
from workbench.commands.walk.person import Person
from workbench.commands.walk.step import Found

LEAST_ACCURACY = 0.9
"""Of the digits at the end of the run; a tenth are guessed right."""

PICTURE_SIZE = (1280, 800)
SETTLING = 0.5
"""Seconds for what is drawn or told a little later."""

SCORE = "val_sparse_categorical_accuracy"


def sees_the_window(person: Person) -> Found:
    """Waits for the first frame."""
    person.wait(lambda: person.first_frame > 0, "the first frame")
    size = person.bench.window.size()
    return {"width": size.width(), "height": size.height()}


def becomes_ready(person: Person) -> Found:
    """Waits until the network can be trained."""
    person.wait_until_idle()
    return {"says": person.message()}


def trains_on_the_digits(person: Person) -> Found:
    """Trains the network that the program begins with, to the end."""
    person.choose("datasetCombo", "digits")
    found = trains(person)
    accuracy = person.bench.trainer.history.epochs[-1][SCORE]
    demand(accuracy > LEAST_ACCURACY, f"the validation accuracy is {accuracy:.3f}")
    return {**found, "accuracy": accuracy}


def trains(person: Person) -> Found:
    """Trains to the last epoch."""
    person.wait_until_idle()
    person.press("trainAction")
    trainer, epochs = person.bench.trainer, person.bench.document.project.training.epochs
    person.wait(lambda: trainer.glimpse.epoch >= epochs, f"epoch {epochs}")
    person.wait_until_idle()
    return {"epochs": len(trainer.history.epochs), "device": trainer.glimpse.device}


def toggles_the_head(person: Person) -> Found:
    """Asks for any number of labels instead of one: the weights stay, the bars change."""
    bars, weights = person.bars(), person.weights()
    person.click("headSigmoid")
    person.wait(person.has_independent_bars, "other bars")
    after = person.weights()
    demand(weights.keys() == after.keys(), "the weights have other names")
    demand(all(np.array_equal(weights[name], after[name]) for name in weights), "the weights are others")
    demand(person.bars() != bars, "the bars are the same")
    return {"weights": len(weights), "sum_before": sum(bars), "sum_after": sum(person.bars())}


def takes_a_picture(person: Person) -> Found:
    """Saves what the window looks like, and looks whether anything was painted."""
    person.bench.window.resize(*PICTURE_SIZE)
    person.bench.window.arrange()
    spin(SETTLING)
    picture = person.bench.window.grab()
    path = person.folder / "window.png"
    demand(picture.save(str(path)), f"{path} cannot be written")
    image = picture.toImage()
    places = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    colors = len({image.pixel(x, y) for x, y in places})
    demand(colors > 1, "nothing was painted")
    return {"picture": str(path), "colors": colors}
