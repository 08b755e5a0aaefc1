"""How a figure is printed: what, how much, the goal, whether it was reached."""


def report(what: str, value: float, unit: str, *, goal: float | None = None) -> None:
    """Print one figure; `goal` is the most it may be."""
    if goal is None:
        print(f"{what:<52} {value:10.3f} {unit}")
        return
    verdict = "reached" if value <= goal else "MISSED"
    print(f"{what:<52} {value:10.3f} {unit:<4} goal {goal:g} {unit}: {verdict}")
