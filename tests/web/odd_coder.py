"""The coder process with a made-up coder, which hangs, breaks off or fails where a report says so."""

from __future__ import annotations

import os
import signal
import sys
import time

from diurna.errors import InputError, LanguageModelError
from diurna.intake.coder_process import answer_lines
from diurna.record import Event, Report
from tests.fake_coder import FakeCoder

COMMAND = (sys.executable, "-m", "tests.web.odd_coder")


class OddCoder(FakeCoder):
    def code(self, report: Report) -> list[Event]:
        if "HANG" in report.text:
            time.sleep(60)
        if "DIE" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "FAULT" in report.text:
            raise ZeroDivisionError("one over none")
        if "ODD" in report.text:
            raise InputError("an odd report")
        if "SLOW" in report.text:
            time.sleep(0.3)
        return super().code(report)


def opening(settings: object) -> OddCoder:
    assert isinstance(settings, dict)
    if settings["language_model"] == "wrong":
        raise LanguageModelError("wrong: there is no such pipeline")
    if settings["language_model"] == "dies":
        sys.exit(3)
    return OddCoder()


if __name__ == "__main__":
    answer_lines(sys.stdin.fileno(), sys.stdout.buffer, opening)  # type: ignore[arg-type]
