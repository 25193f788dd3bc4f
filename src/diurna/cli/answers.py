"""From what went wrong to what the user reads: one line on stderr and an exit status, never a traceback.

Exit status 0: all was done, or knowingly skipped; 1: something failed; 2: the call was wrong; 130: interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import typer
from typer.core import TyperGroup

from diurna.errors import DiurnaError, LanguageModelError

FAILED = 1
WRONG_CALL = 2
INTERRUPTED = 130

DEBUG = "DIURNA_DEBUG"
"""Environment variable: where set, an unexpected error shows its traceback, for whoever repairs it."""


def complain(message: str) -> None:
    """One line on stderr, whatever line breaks the message holds."""
    print("diurna:", " ".join(message.split()), file=sys.stderr)


def abandon_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not meet the broken pipe again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class AnsweringGroup(TyperGroup):
    """A group of commands whose errors are answers."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Whoever read us has had enough (`diurna code … | head`): that is no fault of anybody.
            abandon_stdout()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            complain("interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except LanguageModelError as error:
            complain(str(error))
            raise typer.Exit(WRONG_CALL) from error
        except DiurnaError as error:
            complain(str(error))
            raise typer.Exit(FAILED) from error
        except OSError as error:
            complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
            raise typer.Exit(FAILED) from error
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if os.environ.get(DEBUG) or is_usage_error(error):
                raise
            if is_interruption(error):
                complain("interrupted")
                raise typer.Exit(INTERRUPTED) from None
            where = traceback.extract_tb(error.__traceback__)[-1]
            complain(
                f"unexpected {type(error).__name__} in {os.path.basename(where.filename)}:{where.lineno}: {error} "
                f"(please report it; {DEBUG}=1 shows more)"
            )
            raise typer.Exit(FAILED) from error


def is_usage_error(error: Exception) -> bool:
    """Whether this is the option parser's own complaint about the call, which it shows itself with status 2."""
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


def is_interruption(error: BaseException | None) -> bool:
    """Whether an error comes of Ctrl-C: a library that is being loaded turns it into an error of its own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False
