"""The text of a report in pieces: nothing of it is lost, and each piece knows whom it serves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diurna.record import Report, Span
from diurna.web.marks import ROLES, paragraphs, pieces, spans_of
from tests.fake_coder import meeting

REPORT = Report(doc_id="a", text="Arnor met Gondor\n\nThe king met them. He met us.", title="Arnor met Gondor")


@given(
    st.text(alphabet="a b\n.", min_size=0, max_size=30),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=5),
)
def test_joined_pieces_are_the_text_again(more: str, places: list[tuple[int, int]]) -> None:
    from dataclasses import replace

    text = REPORT.text + more
    event = meeting(REPORT, 6)
    events = [replace(event, trigger=Span(start, start + length, "")) for start, length in places]
    found = pieces(text, events)
    assert "".join(piece.text for piece in found) == text
    assert all(text[piece.start : piece.start + len(piece.text)] == piece.text for piece in found)
    for number, one in enumerate(events, start=1):
        for _, span in spans_of(one):
            covered = [
                piece for piece in found if span.start <= piece.start and piece.start + len(piece.text) <= span.end
            ]
            assert all(number in piece.records and piece.role is not None for piece in covered)


def test_a_piece_has_the_look_of_its_first_role_and_all_its_records() -> None:
    events = [meeting(REPORT, at) for at in (6, 27, 41)]
    found = [(piece.text, piece.role, piece.records, piece.acts) for piece in pieces(REPORT.text, events) if piece.role]
    assert ("met", "act", (1,), (1,)) in found
    assert ("met", "act", (2,), (2,)) in found
    assert ("The king", "actor", (2,), ()) in found
    assert ROLES[0] == "act"


def test_lines_are_paragraphs_and_the_first_the_headline() -> None:
    found = paragraphs(REPORT.text, [], title="Arnor met Gondor")
    assert [("".join(p.text for p in one.pieces), one.is_headline) for one in found] == [
        ("Arnor met Gondor", True),
        ("The king met them. He met us.", False),
    ]
    assert not paragraphs(REPORT.text, [], title=None)[0].is_headline
    assert paragraphs("\n \n", [], title="x") == []
