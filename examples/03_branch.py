import statistics

from metaflow import FlowSpec, step

from penguins import colony


class BranchFlow(FlowSpec):
    """
    Three measurements at the same time: a split, and a join that brings them together.

    A step that names several next steps splits the flow. The branches run in parallel,
    each with its own copy of the artifacts, until a step with `inputs` joins them.
    """

    @step
    def start(self):
        """Fetch the colony once for all branches."""
        self.penguins = colony()
        self.next(self.bills, self.flippers, self.weights)

    @step
    def bills(self):
        """How long are the bills?"""
        self.result = statistics.mean(penguin["bill"] for penguin in self.penguins)
        self.next(self.compare)

    @step
    def flippers(self):
        """How long are the flippers?"""
        self.result = statistics.mean(penguin["flipper"] for penguin in self.penguins)
        self.next(self.compare)

    @step
    def weights(self):
        """How heavy are they?"""
        self.result = statistics.mean(penguin["mass"] for penguin in self.penguins)
        self.next(self.compare)

    @step
    def compare(self, inputs):
        """Join: read each branch by the name of its step, keep what all agree on."""
        self.profile = {
            "bill (mm)": inputs.bills.result,
            "flipper (mm)": inputs.flippers.result,
            "mass (g)": inputs.weights.result,
        }
        self.merge_artifacts(inputs, include=["penguins"])
        self.next(self.end)

    @step
    def end(self):
        """The average penguin."""
        print(f"The average of {len(self.penguins)} penguins:")
        for name, value in self.profile.items():
            print(f"  {name:12} {value:8.1f}")


if __name__ == "__main__":
    BranchFlow()
