import statistics

from metaflow import FlowSpec, Parameter, card, current, retry, step
from metaflow.cards import Markdown, Table

from penguins import MEASURES, classify, colony


class PenguinPipelineFlow(FlowSpec):
    """
    All of it together: from raw observations to a published species model.

    The data is checked and described side by side, several models are tried in parallel,
    and a switch decides whether the best one is published.
    """

    size = Parameter("size", help="How many penguins to observe", default=90)
    target = Parameter("target", help="Accuracy a model must reach", default=0.8)

    @retry(times=2, minutes_between_retries=0)
    @step
    def start(self):
        """Observe the colony."""
        self.penguins = colony(self.size)
        self.next(self.clean, self.describe)

    @step
    def clean(self):
        """Drop measurements that cannot be true."""
        self.usable = [penguin for penguin in self.penguins if penguin["mass"] > 2500]
        self.next(self.prepare)

    @step
    def describe(self):
        """Summarise every measure."""
        self.summary = {
            name: statistics.quantiles((penguin[name] for penguin in self.penguins), n=4)
            for name in MEASURES
        }
        self.next(self.prepare)

    @step
    def prepare(self, inputs):
        """Join both, and set aside every third penguin for the exam."""
        self.summary = inputs.describe.summary
        usable = inputs.clean.usable
        self.exam = usable[::3]
        self.known = [penguin for i, penguin in enumerate(usable) if i % 3]
        self.next(self.propose)

    @step
    def propose(self):
        """Name the models to try."""
        self.candidates = [1, 3, 9]
        self.next(self.train, foreach="candidates")

    @step
    def train(self):
        """Let the nearest neighbours vote."""
        self.neighbours = self.input
        hits = sum(
            classify(penguin, self.known, self.neighbours) == penguin["species"]
            for penguin in self.exam
        )
        self.accuracy = hits / len(self.exam)
        self.next(self.choose)

    @step
    def choose(self, inputs):
        """Join: the best model wins."""
        self.scores = {task.neighbours: task.accuracy for task in inputs}
        self.best = max(self.scores, key=self.scores.get)
        self.merge_artifacts(inputs, include=["summary"])
        self.next(self.judge)

    @step
    def judge(self):
        """Is it good enough?"""
        self.verdict = "good" if self.scores[self.best] >= self.target else "poor"
        self.next({"good": self.publish, "poor": self.explain}, condition="verdict")

    @card
    @step
    def publish(self):
        """Write the model card."""
        current.card.append(Markdown(f"# {self.best} neighbours decide"))
        rows = [[name, f"{score:.0%}"] for name, score in self.scores.items()]
        current.card.append(Table(rows, headers=["Neighbours", "Accuracy"]))
        self.next(self.end)

    @step
    def explain(self):
        """Say why nothing is published."""
        print(f"No model reaches {self.target:.0%}: {self.scores}")
        self.next(self.end)

    @step
    def end(self):
        """Done."""
        print(f"The verdict on {self.best} neighbours: {self.verdict}")


if __name__ == "__main__":
    PenguinPipelineFlow()
