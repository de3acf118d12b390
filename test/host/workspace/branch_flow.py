from metaflow import FlowSpec, Parameter, step


class BranchFlow(FlowSpec):
    alpha = Parameter("alpha", default=0.5)

    @step
    def start(self):
        self.next(self.left, self.right)

    @step
    def left(self):
        self.score = 1
        self.next(self.both)

    @step
    def right(self):
        self.score = 2
        self.next(self.both)

    @step
    def both(self, inputs):
        self.scores = [branch.score for branch in inputs]
        self.next(self.end)

    @step
    def end(self):
        print(self.scores)


if __name__ == "__main__":
    BranchFlow()
