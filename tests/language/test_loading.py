"""Other spaCy pipelines are taken only where they speak Universal Dependencies."""

from pathlib import Path

import pytest
import spacy

from diurna.errors import LanguageModelError
from diurna.language import Language, load_language
from diurna.language.network import Network
from diurna.language.pipeline import REQUIRED_LABELS


def _pipeline_with_labels(folder: Path, labels: tuple[str, ...]) -> str:
    """Store a small untrained spaCy pipeline whose parser has these labels."""
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser", config={"min_action_freq": 0})
    for label in labels:
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


def test_pipeline_with_other_labels_is_refused(tmp_path: Path) -> None:
    path = _pipeline_with_labels(tmp_path / "other", ("nsubj", "nsubjpass", "dobj", "pobj", "prep"))
    with pytest.raises(LanguageModelError) as caught:
        load_language(path)
    message = str(caught.value)
    assert path in message
    assert "dobj" in message
    assert "lacks nsubj:pass, obj" in message
    assert "use the shipped pipeline" in message


def test_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(LanguageModelError, match="its labels are none"):
        load_language(str(tmp_path / "blank"))


def test_absent_pipeline_is_refused() -> None:
    with pytest.raises(LanguageModelError, match="cannot be loaded"):
        load_language("no_such_pipeline")


def test_pipeline_with_ud_labels_is_taken(tmp_path: Path) -> None:
    language = load_language(_pipeline_with_labels(tmp_path / "ud", REQUIRED_LABELS))
    sentences = language.parse("The army left.\nThe rebels came.")
    assert [token.text for s in sentences for token in s.tokens] == [
        "The",
        "army",
        "left",
        ".",
        "The",
        "rebels",
        "came",
        ".",
    ]
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)


def test_incomplete_model_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match=r"network\.onnx is missing"):
        Network(tmp_path)


def test_version_names_the_model(language: Language) -> None:
    assert language.version.startswith("diurna-en ")
