"""Write constraints.txt: the versions installed here of all that Diurna and its extras require, and what those require.

usage: python scripts/pin_constraints.py > constraints.txt      in a virtual environment where the tests pass
"""

from __future__ import annotations

import sys
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = ("dev", "browser", "data")
BUILD_TOOLS = frozenset(("pip", "setuptools"))
"""Left free: the virtual environment brings them, and none of their versions changes a record."""
HEADER = """\
# The versions with which Diurna is tested: `pip install -c constraints.txt diurna`.
# Written by scripts/pin_constraints.py; not edited by hand.
"""


def pinned(root: str) -> dict[str, str]:
    """Name and version of every installed distribution that `root` with its extras requires, at any depth."""
    found: dict[str, str] = {}
    open_ = [(root, extra) for extra in ("", *EXTRAS)]
    seen = set(open_)
    while open_:
        name, extra = open_.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python
        if name != root:
            found[canonicalize_name(name)] = distribution.version
        for line in distribution.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                for part in ("", *sorted(requirement.extras)):
                    if (requirement.name, part) not in seen:
                        seen.add((requirement.name, part))
                        open_.append((requirement.name, part))
    return found


def main() -> None:
    sys.stdout.write(HEADER)
    pins = sorted((name, version) for name, version in pinned("diurna").items() if name not in BUILD_TOOLS)
    sys.stdout.writelines(f"{name}=={version}\n" for name, version in pins)


if __name__ == "__main__":
    main()
