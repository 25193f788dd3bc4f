"""The coder as a process of its own, for a program that must not load a model: a request a line on standard input, an answer a line on standard output.

    {"language_model": …, "lexicon": […], "statements": …, "min_confidence": …, "idle": SECONDS, "longest": SECONDS}
                                                                    first of all:  {"coder": {…}}
    {"ask": "read", "page": BASE64, "url": …, "charset": …}         a web page:    {"report": {…}}
    {"ask": "code", "report": {…}}                                  its records:   {"events": […], "coder": {…}}
    {"ask": "explain", "report": {…}, "at": CHARACTER}              a sentence:    {"sentence": {…}, "coder": {…}}
    whatever cannot be answered                                                    {"error": {"kind": "input" or "failure", "message": …}}

It ends with status 0 where nobody asks for `idle` seconds, and at once where its input ends, for then whoever asked is gone. A request that takes
more than `longest` seconds ends it, too.
"""

from __future__ import annotations

import base64
import faulthandler
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from diurna.errors import DiurnaError, InputError
from diurna.record.json import event_to_json, report_from_json, report_to_json

if TYPE_CHECKING:
    from diurna.coding import Coder, Explanation
    from diurna.record import Report

NICENESS = 5
"""Coding gives way to whoever reads meanwhile."""
KEPT_EXPLAINED = 8
"""Reports whose explanations are kept, at most."""
CHUNK = 65_536
Answer = dict[str, Any]


def open_coder(settings: Mapping[str, Any]) -> Coder:
    """The coder of the settings, its model loaded. Raises DataError and LanguageModelError."""
    from diurna.coding import Coder
    from diurna.lexicon.own import load_own_lexicon

    own = [Path(path) for path in settings.get("lexicon", ())]
    coder = Coder(
        language_model=settings.get("language_model"),
        statements=settings.get("statements", False),
        min_confidence=settings.get("min_confidence", 0.5),
        lexicon=load_own_lexicon(own) if own else None,
    )
    _ = coder.versions
    return coder


class Answers:
    """What answers requests: a coder, and the explanations of the last reports, for one is asked for again and again."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder
        self._explained: dict[Report, Explanation] = {}

    def answer(self, request: Mapping[str, Any]) -> Answer:
        """The answer to a request. Raises DiurnaError for what cannot be answered."""
        ask = request.get("ask")
        if ask == "read":
            return {"report": report_to_json(read_page(request))}
        if ask not in ("code", "explain"):
            raise InputError(f"ask: no {ask!r}; there are read, code and explain")
        report = report_from_json(request.get("report"))
        coder = dict(self._coder.identity)
        if ask == "explain":
            return {"sentence": self._sentence(report, int(request.get("at", 0))), "coder": coder}
        refuse_foreign(report)
        return {"events": [event_to_json(event) for event in self._coder.code(report)], "coder": coder}

    def _sentence(self, report: Report, at: int) -> Answer | None:
        """What is told of the sentence in which a character stands; None where there is none."""
        from diurna.coding.explain import explain_report, sentence_to_json

        if report not in self._explained:
            while len(self._explained) >= KEPT_EXPLAINED:
                del self._explained[next(iter(self._explained))]
            self._explained[report] = explain_report(self._coder, report)
        for reason in self._explained[report].sentences:
            if reason.sentence.start <= at < reason.sentence.end:
                return sentence_to_json(reason)
        return None


def read_page(request: Mapping[str, Any]) -> Report:
    """The report of a web page's bytes. Raises InputError where there is no article."""
    from diurna.reading.pages import page_report

    return page_report(
        base64.b64decode(request.get("page", "")), url=request.get("url"), charset=request.get("charset")
    )


def refuse_foreign(report: Report) -> None:
    """Raises InputError for a report that is not English."""
    from diurna.reading.english import foreign_language

    if language := foreign_language(report.text):
        raise InputError(f"not English (it looks like {language}): Diurna codes reports in English")


def answer_lines(
    descriptor: int, answers: BinaryIO, opening: Callable[[Mapping[str, Any]], Coder] = open_coder
) -> None:
    """Answer the requests of a file descriptor until there are no more, or none for a while."""
    asked: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_read, args=(descriptor, asked), daemon=True).start()
    settings = json.loads(asked.get())
    longest = settings.get("longest")

    def reply(answer: Answer) -> None:
        answers.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
        answers.flush()

    try:
        coder = opening(settings)
    except DiurnaError as error:
        reply(_fault("failure", str(error)))
        return
    made = Answers(coder)
    reply({"coder": dict(coder.identity)})
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        while True:
            try:
                line = asked.get(timeout=settings.get("idle"))
            except queue.Empty:
                return
            if longest:
                faulthandler.dump_traceback_later(longest, exit=True, file=nowhere)
            reply(_answered(made, line))
            faulthandler.cancel_dump_traceback_later()


def _answered(made: Answers, line: bytes) -> Answer:
    try:
        return made.answer(json.loads(line))
    except DiurnaError as error:
        return _fault("input", str(error))
    except Exception as error:  # a fault of ours must not cost the next request
        return _fault("failure", f"could not be coded: {type(error).__name__}: {error} (please report this)")


def _fault(kind: str, message: str) -> Answer:
    return {"error": {"kind": kind, "message": message}}


def _read(descriptor: int, asked: queue.Queue[bytes]) -> None:
    """Put the lines in a queue; at their end the process ends, whatever it does just then: nobody would hear the answer.

    Read without Python's buffer, whose lock, held by this thread, would end the process badly.
    """
    line = bytearray()
    while piece := os.read(descriptor, CHUNK):
        first, *others = piece.split(b"\n")
        line += first
        for other in others:
            asked.put(bytes(line))
            line = bytearray(other)
    os._exit(0)


def main() -> None:
    """Answer on the standard output that there was; whatever prints to it goes to standard error, so that no answer is spoilt."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.nice(NICENESS)
    answer_lines(sys.stdin.fileno(), answers)


if __name__ == "__main__":
    main()
