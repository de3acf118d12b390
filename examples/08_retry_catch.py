from metaflow import FlowSpec, catch, current, retry, step

from penguins import colony


class StationsFlow(FlowSpec):
    """
    Things go wrong in the field: try again, and live with what stays broken.

    `@retry` runs a failed task again. `@catch` lets the flow go on when all attempts have
    failed, and stores the error in an artifact. The run succeeds although a station is down.
    """

    @step
    def start(self):
        """Three weather stations count penguins for us."""
        self.stations = ["Biscoe", "Dream", "Torgersen"]
        self.next(self.download, foreach="stations")

    @catch(var="problem")
    @retry(times=1, minutes_between_retries=0)
    @step
    def download(self):
        """Dream answers at the second attempt, Torgersen never does."""
        self.station = self.input
        self.penguins = []
        if self.station == "Dream" and current.retry_count == 0:
            raise TimeoutError("Dream did not answer, but it may if asked again")
        if self.station == "Torgersen":
            raise ConnectionError("Torgersen has been snowed in")
        self.penguins = colony(size=20, seed=len(self.station))
        self.next(self.collect)

    @step
    def collect(self, inputs):
        """Join: separate the stations that answered from those that did not."""
        self.counts = {
            task.station: len(task.penguins) for task in inputs if not task.problem
        }
        self.missing = [task.input for task in inputs if task.problem]
        self.next(self.end)

    @step
    def end(self):
        """Report what there is."""
        for station, count in self.counts.items():
            print(f"{station:10} {count} penguins")
        print(f"No data from: {', '.join(self.missing) or 'none'}")


if __name__ == "__main__":
    StationsFlow()
