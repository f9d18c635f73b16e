"""What was measured, said on the screen and kept in a page (docs/performance.md) that nobody writes by hand."""
import os
import pathlib
from dataclasses import dataclass

MOST_OF_OTHERS = 1 / 3

HEAD = """# Figures

Written by `tests/load/load.py … --into docs/performance.md` and `bench/rehearsal_server.py … --into …`, which also say
what each line means; `bench/README.md` has the figures of engines and formats. Each line stands beside its goal and, where there is
one, beside a yardstick that ran in the same minute. *Others* is what other programs had of the machine meanwhile;
what was measured while they had more than a third is not kept.

| what | measured | goal | others | machine |
|---|---|---|---|---|
"""


@dataclass
class Figure:
    what: str
    measured: str
    goal: str = ""
    met: bool = True
    others: float | None = None  # from 0 to 1

    def line(self) -> str:
        goal = f" (goal {self.goal}{'' if self.met else ': MISSED'})" if self.goal else ""
        others = f"; others had {self.others:.0%} of the machine" if self.others is not None else ""
        return f"{self.what}: {self.measured}{goal}{others}"

    def row(self) -> str:
        others = "" if self.others is None else f"{self.others:.0%}"
        measured = self.measured if self.met else f"**{self.measured}**"
        return f"| {self.what} | {measured} | {self.goal} | {others} | {os.cpu_count()} cores |"


def keep(figures: list[Figure], page: str | None) -> None:
    """Says them; where a page is named, puts each in the place of what it had under the same name."""
    for figure in figures:
        print(figure.line(), flush=True)
    if page is None:
        return
    path = pathlib.Path(page)
    rows = path.read_text().split("|---|---|---|---|---|\n", 1)[1].splitlines() if path.exists() else []
    places = {row.split(" | ")[0].removeprefix("| "): number for number, row in enumerate(rows)}
    for figure in figures:
        if (figure.others or 0) > MOST_OF_OTHERS:
            continue
        if figure.what in places:
            rows[places[figure.what]] = figure.row()
        else:
            rows.append(figure.row())
    path.write_text(HEAD + "".join(row + "\n" for row in rows))
