import statistics

from metaflow import FlowSpec, card, current, step
from metaflow.cards import Markdown, Table, VegaChart

from penguins import MEASURES, SPECIES, colony


class CardFlow(FlowSpec):
    """
    Cards: a report that a step leaves behind, with text, tables and charts.

    `@card` on a step makes one; what is appended to `current.card` becomes its content.
    """

    @step
    def start(self):
        """Fetch the colony."""
        self.penguins = colony(size=120)
        self.next(self.report)

    @card
    @step
    def report(self):
        """Write the report."""
        self.means = {
            species: {
                measure: statistics.mean(
                    penguin[measure]
                    for penguin in self.penguins
                    if penguin["species"] == species
                )
                for measure in MEASURES
            }
            for species in SPECIES
        }
        rows = [
            [species, *(f"{self.means[species][measure]:.1f}" for measure in MEASURES)]
            for species in SPECIES
        ]
        current.card.append(Markdown("# The colony at a glance"))
        current.card.append(Table(rows, headers=["Species", *MEASURES]))
        current.card.append(VegaChart(scatter_plot(self.penguins)))
        self.next(self.end)

    @step
    def end(self):
        """The card belongs to the task of `report`."""
        print(f"A report about {len(self.penguins)} penguins is ready.")


def scatter_plot(penguins):
    """A Vega-Lite chart: flipper length against body mass."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": penguins},
        "mark": {"type": "point", "filled": True},
        "encoding": {
            "x": {"field": "flipper", "type": "quantitative", "scale": {"zero": False}},
            "y": {"field": "mass", "type": "quantitative", "scale": {"zero": False}},
            "color": {"field": "species", "type": "nominal"},
        },
    }


if __name__ == "__main__":
    CardFlow()
