import statistics

from metaflow import FlowSpec, JSONType, Parameter, step

from penguins import MEASURES, colony


class SurveyFlow(FlowSpec):
    """
    Parameters are the questions that a flow asks before it starts.

    Run lists them with their defaults, and remembers what you changed.
    """

    size = Parameter("size", help="How many penguins to survey", default=60)
    seed = Parameter("seed", help="Which colony to visit", default=7)
    measure = Parameter(
        "measure", help="What to measure: bill, flipper or mass", default="mass"
    )
    trim = Parameter(
        "trim", help="Share of extreme values to leave out on each side", default=0.05
    )
    per_species = Parameter(
        "per_species", help="Also report every species on its own", default=True
    )
    labels = Parameter(
        "labels",
        help="Short names for the report",
        type=JSONType,
        default='{"Adelie": "A", "Chinstrap": "C", "Gentoo": "G"}',
    )

    @step
    def start(self):
        """Take the measurements."""
        if self.measure not in MEASURES:
            raise ValueError(f"measure must be one of {MEASURES}, not {self.measure!r}")
        self.values = [
            (penguin["species"], penguin[self.measure])
            for penguin in colony(self.size, self.seed)
        ]
        self.next(self.summarise)

    @step
    def summarise(self):
        """Leave out the extremes and average the rest."""
        ordered = sorted(self.values, key=lambda value: value[1])
        cut = int(len(ordered) * self.trim)
        kept = ordered[cut : len(ordered) - cut]
        self.mean = statistics.mean(value for _, value in kept)
        self.means = {}
        if self.per_species:
            for species in sorted({species for species, _ in kept}):
                values = [value for name, value in kept if name == species]
                self.means[self.labels.get(species, species)] = statistics.mean(values)
        self.next(self.end)

    @step
    def end(self):
        """Report."""
        print(f"{self.measure} of {self.size} penguins: {self.mean:.1f} on average")
        for label, mean in self.means.items():
            print(f"  {label}: {mean:.1f}")


if __name__ == "__main__":
    SurveyFlow()
