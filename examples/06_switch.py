from metaflow import FlowSpec, Parameter, step

from penguins import classify, colony


class SwitchFlow(FlowSpec):
    """
    Train until it is good enough: a switch that may go round.

    A switch takes one of several ways, by the value of an artifact. One way may lead back
    to the step itself, as "needs data" does here: `train` runs again until it passes.
    """

    target = Parameter("target", help="Accuracy that is good enough", default=0.9)

    @step
    def start(self):
        """Begin with nothing known, and an exam to pass."""
        self.known = []
        self.exam = colony(size=40, seed=2)
        self.attempts = 0
        self.next(self.train)

    @step
    def train(self):
        """Observe some more penguins, take the exam, and decide."""
        self.attempts += 1
        self.known += colony(size=4, seed=20 + self.attempts)
        hits = sum(
            classify(penguin, self.known, neighbours=1) == penguin["species"]
            for penguin in self.exam
        )
        self.accuracy = hits / len(self.exam)
        if self.accuracy >= self.target:
            self.verdict = "passed"
        elif self.attempts < 6:
            self.verdict = "needs data"
        else:
            self.verdict = "hopeless"
        print(f"{len(self.known)} penguins known: {self.accuracy:.0%}, {self.verdict}")
        self.next(
            {
                "passed": self.publish,
                "needs data": self.train,
                "hopeless": self.give_up,
            },
            condition="verdict",
        )

    @step
    def publish(self):
        """Good enough."""
        self.outcome = f"Published after {self.attempts} attempts."
        self.next(self.end)

    @step
    def give_up(self):
        """Some models never learn."""
        self.outcome = "Given up: these penguins look too much alike."
        self.next(self.end)

    @step
    def end(self):
        """Whichever way it went, all ways meet here."""
        print(self.outcome)


if __name__ == "__main__":
    SwitchFlow()
