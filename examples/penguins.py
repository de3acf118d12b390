"""A small colony of penguins, made up anew from a seed: the data of every example in this folder."""

import random

# Mean and spread per species: bill length in mm, flipper length in mm, body mass in g.
TRAITS = {
    "Adelie": {"bill": (38.8, 2.6), "flipper": (190, 6.5), "mass": (3700, 450)},
    "Chinstrap": {"bill": (48.8, 3.3), "flipper": (196, 7.1), "mass": (3730, 380)},
    "Gentoo": {"bill": (47.5, 3.0), "flipper": (217, 6.5), "mass": (5070, 500)},
}
SPECIES = list(TRAITS)
MEASURES = ["bill", "flipper", "mass"]


def colony(size=90, seed=7):
    """Returns penguins as dicts: {"species": "Gentoo", "bill": 47.1, "flipper": 215.9, "mass": 5120.4}."""
    rng = random.Random(seed)
    penguins = []
    for number in range(size):
        species = SPECIES[number % len(SPECIES)]
        traits = TRAITS[species]
        penguin = {name: round(rng.gauss(*traits[name]), 1) for name in MEASURES}
        penguins.append({"species": species, **penguin})
    rng.shuffle(penguins)
    return penguins


def classify(penguin, known, neighbours):
    """Guesses a penguin's species from the ones that are most like it."""

    def distance(other):
        return sum(
            ((penguin[name] - other[name]) / TRAITS["Adelie"][name][1]) ** 2
            for name in MEASURES
        )

    votes = [other["species"] for other in sorted(known, key=distance)[:neighbours]]
    return max(sorted(set(votes)), key=votes.count)
