import statistics

from metaflow import FlowSpec, step

from penguins import classify, colony


class CrossValidationFlow(FlowSpec):
    """
    A foreach inside a foreach: every candidate model is tried on every fold of the data.

    Each foreach is closed by a join of its own: `average` joins the folds of one candidate,
    `choose` joins the candidates.
    """

    @step
    def start(self):
        """The candidates: how many neighbours should vote?"""
        self.penguins = colony(size=60)
        self.candidates = [1, 5]
        self.next(self.split_data, foreach="candidates")

    @step
    def split_data(self):
        """For one candidate, leave out every third penguin in turn."""
        self.neighbours = self.input
        self.folds = [0, 1, 2]
        self.next(self.evaluate, foreach="folds")

    @step
    def evaluate(self):
        """Guess the species of those that were left out."""
        fold = self.input
        held_out = self.penguins[fold::3]
        known = [
            penguin for i, penguin in enumerate(self.penguins) if i % 3 != fold
        ]
        hits = sum(
            classify(penguin, known, self.neighbours) == penguin["species"]
            for penguin in held_out
        )
        self.accuracy = hits / len(held_out)
        print(f"{self.neighbours} neighbours, fold {fold}: {self.accuracy:.0%}")
        self.next(self.average)

    @step
    def average(self, inputs):
        """Inner join: one score per candidate."""
        self.neighbours = inputs[0].neighbours
        self.score = statistics.mean(task.accuracy for task in inputs)
        self.next(self.choose)

    @step
    def choose(self, inputs):
        """Outer join: the best candidate wins."""
        self.scores = {task.neighbours: task.score for task in inputs}
        self.best = max(self.scores, key=self.scores.get)
        self.next(self.end)

    @step
    def end(self):
        """Announce the winner."""
        print(f"{self.best} neighbours do best: {self.scores[self.best]:.0%} are right.")


if __name__ == "__main__":
    CrossValidationFlow()
