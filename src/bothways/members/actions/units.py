"""Units come with the people who are in them."""

from collections.abc import Collection

from bothways.people.models import Unit


def ensure_units(paths: Collection[str]) -> dict[str, Unit]:
    """Return the units at these paths and above them, made where there are none yet."""
    units = {unit.path: unit for unit in Unit.objects.all()}
    wanted = {step for path in paths for step in _way_to(path)}
    for path in sorted(wanted - units.keys(), key=lambda path: path.count("/")):
        above, _slash, name = path.rpartition("/")
        units[path] = Unit.objects.create(name=name, path=path, parent=units.get(above))
    return units


def rename_root(name: str) -> None:
    """Give the topmost unit another name, while nothing hangs under it."""
    Unit.objects.filter(parent=None, children=None).exclude(name=name).update(name=name, path=name)


def _way_to(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]
