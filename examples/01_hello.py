from metaflow import FlowSpec, step

from penguins import colony


class HelloFlow(FlowSpec):
    """
    Your first flow: three steps in a row.

    Press Run above the class, or open the step graph and watch the steps turn green.
    Everything that a step stores in `self` is an artifact: later steps can read it, and
    so can you, in the Runs view.
    """

    @step
    def start(self):
        """Meet the penguins."""
        self.penguins = colony(size=30)
        print(f"{len(self.penguins)} penguins came ashore.")
        self.next(self.count)

    @step
    def count(self):
        """Count each species."""
        self.counts = {}
        for penguin in self.penguins:
            species = penguin["species"]
            self.counts[species] = self.counts.get(species, 0) + 1
        self.next(self.end)

    @step
    def end(self):
        """Say what was seen."""
        for species, count in sorted(self.counts.items()):
            print(f"{species:10} {count}")


if __name__ == "__main__":
    HelloFlow()
