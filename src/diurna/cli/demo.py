"""`diurna demo`: the sample reports that the package carries, coded and printed."""

from __future__ import annotations

import typer

from diurna.cli.code import code


def demo() -> None:
    """Code the sample reports that come with Diurna and print what was found."""
    from diurna.samples import REPORTS

    if not REPORTS.is_file():  # a package that was cut up after it was built
        raise typer.BadParameter(f"the samples are not where they belong: {REPORTS}")
    code([str(REPORTS)])
