import statistics

from metaflow import FlowSpec, step

from penguins import SPECIES, colony


class ForeachFlow(FlowSpec):
    """
    The same work for every item of a list: a foreach.

    `describe` runs once per species, as parallel tasks. How many there are is only known
    when the flow runs; the step graph counts them as they finish.
    """

    @step
    def start(self):
        """The list to go through is an ordinary artifact."""
        self.species = SPECIES
        self.next(self.describe, foreach="species")

    @step
    def describe(self):
        """Describe one species: it is in `self.input`."""
        self.label = self.input
        masses = [
            penguin["mass"] for penguin in colony() if penguin["species"] == self.label
        ]
        self.summary = {
            "penguins": len(masses),
            "lightest": min(masses),
            "heaviest": max(masses),
            "mean": round(statistics.mean(masses), 1),
            "deviation": round(statistics.stdev(masses), 1),
        }
        self.next(self.rank)

    @step
    def rank(self, inputs):
        """Join: `inputs` holds one entry per task."""
        heaviest_first = sorted(inputs, key=lambda task: -task.summary["mean"])
        self.ranking = [(task.label, task.summary) for task in heaviest_first]
        self.next(self.end)

    @step
    def end(self):
        """Who is the heaviest of them all?"""
        for place, (name, summary) in enumerate(self.ranking, start=1):
            print(f"{place}. {name:10} {summary['mean']:7.1f} g")


if __name__ == "__main__":
    ForeachFlow()
