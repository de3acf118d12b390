import statistics

from metaflow import FlowSpec, step

from penguins import colony


class FailingFlow(FlowSpec):
    """
    A flow with a bug, on purpose: `average` raises an error.

    Run it: the step turns red in the graph, and the line that raised is marked here.
    The bug is that nobody has seen an emperor penguin, and an empty list has no mean.
    """

    @step
    def start(self):
        """Sort the penguins by species, and ask for one species too many."""
        self.masses = {"Adelie": [], "Chinstrap": [], "Gentoo": [], "Emperor": []}
        for penguin in colony():
            self.masses[penguin["species"]].append(penguin["mass"])
        self.next(self.average)

    @step
    def average(self):
        """Here it happens."""
        self.means = {}
        for species, masses in self.masses.items():
            print(f"Averaging {len(masses)} masses of {species}")
            self.means[species] = statistics.mean(masses)
        self.next(self.end)

    @step
    def end(self):
        """Never reached."""
        print(self.means)


if __name__ == "__main__":
    FailingFlow()
