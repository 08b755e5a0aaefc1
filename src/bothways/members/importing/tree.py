"""Where in the tree of units a path of the file belongs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

FIRM = "Firm"


@dataclass
class Tree:
    """The root's name, and how each unit's path is written; capitals make no second unit."""

    root: str
    written: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: str, paths: Collection[str], wanted: Sequence[str]) -> "Tree":
        """Return the tree with `root` on top, known `paths` in it, and room for `wanted`.

        While nothing hangs under the root, a file in which every path begins alike names it;
        afterwards paths that begin otherwise are put under the root.
        """
        firsts = {path.partition("/")[0].casefold() for path in wanted if path}
        is_bare = not any("/" in path for path in paths)
        if is_bare and len(firsts) == 1 and root.casefold() not in firsts:
            root = next(path for path in wanted if path).partition("/")[0]
            paths = ()
        tree = cls(root or FIRM)
        for path in sorted(paths):
            tree.place(path)
        return tree

    def place(self, path: str) -> str:
        """Return the path as it is written here: under the root, in the capitals known first."""
        if not path:
            return self.root
        parts = path.split("/")
        if parts[0].casefold() != self.root.casefold():
            parts = [self.root, *parts]
        written = self.root
        for part in parts[1:]:
            key = f"{written}/{part}"
            written = self.written.setdefault(key.casefold(), key)
        return written
