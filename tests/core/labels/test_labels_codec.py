"""Label documents as text: what is stored comes back, and what is not understood is refused."""

import json

import pytest
from hypothesis import given, settings
from label_samples import SAMPLES
from label_strategies import documents

from core.labels.codec import DocumentUnreadable, document_hash, from_json, to_json
from core.labels.document import Fit, LabelDocument, Rule, Text
from core.labels.layout import lay_out

SMALL = LabelDocument(101_600, 152_400, (Rule(1000, 2000, 3000, 4000), Text(0, 0, 1000, 500, "é", 500, bold=True)))
PINNED = (
    '{"elements":[{"height_um":4000,"kind":"rule","width_um":3000,"x_um":1000,"y_um":2000},'
    '{"bold":true,"height_um":500,"kind":"text","size_um":500,"text":"\\u00e9","width_um":1000,"x_um":0,"y_um":0}],'
    '"height_um":152400,"version":1,"width_um":101600}'
)


@settings(max_examples=50, deadline=None)
@given(documents)
def test_any_document_comes_back_equal_and_with_the_same_hash(document: LabelDocument) -> None:
    text = to_json(document)
    assert from_json(text) == document
    assert to_json(from_json(text)) == text
    assert document_hash(from_json(text)) == document_hash(document)


def test_the_text_of_version_one_never_changes_for_it_names_stored_labels() -> None:
    assert to_json(SMALL) == PINNED
    assert document_hash(SMALL) == "c2795d29d52a177c8dd50e52c9462ff4f6fcb78e8ea1d3974a188313b212d0c2"


def test_a_document_that_differs_in_one_letter_has_another_hash() -> None:
    other = LabelDocument(SMALL.width_um, SMALL.height_um, (SMALL.elements[0], Text(0, 0, 1000, 500, "e", 500)))
    assert document_hash(other) != document_hash(SMALL)


@pytest.mark.parametrize("carrier", SAMPLES)
def test_every_look_survives_storing(carrier: str) -> None:
    document = lay_out(SAMPLES[carrier])
    assert from_json(to_json(document)) == document


def _changed(**change: object) -> str:
    record = json.loads(PINNED)
    record.update(change)
    return json.dumps(record)


def _with_element(**change: object) -> str:
    record = json.loads(PINNED)
    record["elements"][1].update(change)
    return json.dumps(record)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 100_000,
        _changed(version=2),
        _changed(version=True),
        _changed(width_um=1.5),
        _changed(width_um="1"),
        _changed(width_um=10**9),
        _changed(elements={}),
        _changed(elements=[{"kind": "hologram"}]),
        _changed(elements=[{"kind": ["rule"]}]),
        _changed(elements=[[]]),
        _with_element(x_um=True),
        _with_element(x_um=1.0),
        _with_element(text=7),
        _with_element(bold="yes"),
        _with_element(fit="stretch"),
        _with_element(colour="red"),
        _changed(elements=[{"kind": "rule", "x_um": 1}]),
        '{"elements":[],"height_um":NaN,"version":1,"width_um":1}',
    ],
    ids=str,
)
def test_a_text_that_is_no_document_of_this_version_is_refused(text: str) -> None:
    with pytest.raises(DocumentUnreadable):
        from_json(text)


def test_equal_elements_of_two_stored_documents_are_one_object() -> None:
    one, two = from_json(PINNED), from_json(PINNED)
    assert one is not two
    assert one.elements[0] is two.elements[0]


def test_defaults_are_left_out_and_filled_in_again() -> None:
    text = to_json(LabelDocument(1, 1, (Text(0, 0, 1, 1, "a", 1, fit=Fit.SHRINK),)))
    assert "fit" not in text
    assert from_json(text).elements == (Text(0, 0, 1, 1, "a", 1),)
