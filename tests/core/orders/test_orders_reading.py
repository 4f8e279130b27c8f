"""Bytes to rows: encodings, delimiters, headings, quoting."""

import pytest
from orders_kit import table

from core.orders.drafting import Choices
from core.orders.errors import ColumnsUnknown, EncodingUnknown, FileTooBig, NotAText, RowUnreadable
from core.orders.layouts import Quotes, layouts, split_unit
from core.orders.mapping import OrderFile, look_at
from core.orders.plan import plan_for
from core.orders.reading import find_heading, row_chunks
from core.orders.records import Field
from core.orders.source import SourceFile, detect, open_text

HEAD = "order,name,address1,city,postal,country"
AS_USUAL = Choices()
ROW = "A1,Éloïse,1 rue X,Paris,75001,FR"


@pytest.mark.parametrize(
    ("data", "codec", "guessed"),
    [
        (b"a,b\r\n", "utf-8", False),
        ("é,b\n".encode(), "utf-8", False),
        ("é,b\n".encode("utf-8-sig"), "utf-8-sig", False),
        ("é,b\n".encode("utf-16"), "utf-16", False),
        ("é,b\n".encode("utf-32"), "utf-32", False),
        ("order,name\n1,Ana\n".encode("utf-16-le"), "utf-16-le", True),
        ("order,name\n1,Ana\n".encode("utf-16-be"), "utf-16-be", True),
        ("é,b\n".encode("cp1252"), "cp1252", True),
        ("é,b\r".encode("mac_roman"), "mac_roman", True),
    ],
)
def test_an_encoding_is_proved_or_called_a_guess(data: bytes, codec: str, guessed: bool) -> None:
    found = detect(SourceFile.of("x.csv", data))
    assert (found.codec, found.guessed, found.size) == (codec, guessed, len(data))


def test_the_operator_can_name_the_encoding() -> None:
    data = "é".encode("cp850")
    assert detect(SourceFile.of("x.csv", data), "cp850").codec == "cp850"
    assert not detect(SourceFile.of("x.csv", data), "cp850").guessed
    for unfit in ("utf-8", "no such encoding"):
        with pytest.raises(EncodingUnknown):
            detect(SourceFile.of("x.csv", data), unfit)


def test_bytes_that_no_encoding_explains_are_refused_with_what_was_tried() -> None:
    with pytest.raises(EncodingUnknown) as refusal:
        detect(SourceFile.of("x.csv", b"a\x81b\n"))
    assert refusal.value.fields == {"tried": ["utf-8", "cp1252"]}
    with pytest.raises(EncodingUnknown):
        detect(SourceFile.of("x.csv", b"\xff\xfea"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "xlsx"),
        (b"\xd0\xcf\x11\xe0rest", "xls"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n", "image"),
        (b"\0\0\0\0a\0b\0", "binary"),
    ],
)
def test_a_workbook_a_pdf_and_a_picture_are_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(NotAText) as refusal:
        detect(SourceFile.of("x.csv", data))
    assert refusal.value.fields == {"kind": kind}


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.orders.source.BYTES_MAX", 10)
    with pytest.raises(FileTooBig):
        detect(SourceFile.of("x.csv", b"x" * 11))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_sense_of_the_heading(delimiter: str) -> None:
    file = SourceFile.of("x.csv", f"{HEAD}\n{ROW}\n".replace(",", delimiter).encode())
    heading = find_heading(file, detect(file))
    assert heading is not None
    assert (heading.delimiter, heading.columns) == (delimiter, tuple(HEAD.split(",")))


def test_a_delimiter_that_excel_declares_is_believed() -> None:
    file = SourceFile.of("x.csv", f"sep=;\r\n{HEAD.replace(',', ';')}\r\n{ROW.replace(',', ';')}\r\n".encode())
    heading = find_heading(file, detect(file))
    assert heading is not None
    assert (heading.delimiter, heading.row) == (";", 2)
    (batch,) = OrderFile(file).batches(AS_USUAL)
    assert [order.name for order in batch.orders] == ["Éloïse"]


def test_row_numbers_count_as_a_spreadsheet_does() -> None:
    file = SourceFile.of("x.csv", b'\r\norder,name\r\n1,"two\nlines"\r\n\r\n2,Bo\r\n')
    encoding = detect(file)
    heading = find_heading(file, encoding)
    assert heading is not None
    (chunk,) = row_chunks(file, encoding, heading, Quotes.CSV, 100)
    assert (heading.row, chunk.numbers) == (2, [3, 5])


@pytest.mark.parametrize(
    ("line", "why"),
    [('1,"Ana', "quote-open"), ('1,"Ana"x,', "quote-inside"), (f"1,{'x' * 140_000}", "field-too-big")],
)
def test_broken_quoting_names_its_row_wherever_it_stands(line: str, why: str) -> None:
    lines = ["order,name", *(f"{n},Ana" for n in range(450)), line, "900,Bo"]
    order_file = OrderFile(table(*lines))
    with pytest.raises(RowUnreadable) as refusal:
        list(order_file.batches(AS_USUAL))
    assert refusal.value.fields == {"row": 452, "why": why}


def test_text_is_opened_with_its_line_ends_untouched() -> None:
    with open_text(SourceFile.of("x.csv", b"a\r\nb\rc\n"), "utf-8") as text:
        assert text.read() == "a\r\nb\rc\n"


def test_a_heading_without_an_order_number_is_handed_to_the_operator() -> None:
    with pytest.raises(ColumnsUnknown) as refusal:
        OrderFile(table("colour,size", "red,4"))
    assert refusal.value.fields["columns"] == ["colour", "size"]
    assert refusal.value.fields["missing"] == ["number", "name"]


def test_a_look_shows_samples_of_a_heading_that_nobody_knows() -> None:
    look = look_at(table("colour,size", "red,4", "blue", ",5"))
    assert look.heading is not None
    assert look.heading.columns == ("colour", "size")
    assert look.samples == (("red", "blue"), ("4", "5"))
    assert look_at(SourceFile.of("x.csv", b"")).heading is None


def test_every_layout_recognises_its_own_columns() -> None:
    for layout in layouts():
        header = list(dict.fromkeys([*layout.signature, *(names[0] for names in layout.columns.values())]))
        plan = plan_for(header)
        assert plan.layout.name == layout.name
        assert plan.recognised == len(header)
        assert plan.columns[Field.NUMBER] >= 0


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("Weight (oz)", "weight", "oz"),
        ("Total Weight in Oz", "total weight", "oz"),
        ("poids_g", "poids", "g"),
        ("Poids en kg", "poids", "kg"),
        ("Length(in)", "length", "in"),
        ("Weight", "weight", ""),
        ("in", "in", ""),
    ],
)
def test_a_unit_in_a_heading_is_understood(heading: str, name: str, unit: str) -> None:
    assert split_unit(heading) == (name, unit)


def test_french_headings_and_their_units_make_an_order() -> None:
    file = SourceFile.of(
        "commandes.csv",
        "Numéro de commande;Destinataire;Adresse;Ville;Code postal;Pays;Poids (g);Longueur (cm);Largeur (cm);"
        "Hauteur (cm)\n77;Éloïse Roy;1 rue X;Paris;75001;France;12,5;30;20;10\n".encode(),
    )
    (batch,) = OrderFile(file).batches(AS_USUAL)
    (order,) = batch.orders
    assert (order.number, order.country, order.weight_mg) == ("77", "FR", 12_500)
    assert (order.length_um, order.width_um, order.height_um) == (300_000, 200_000, 100_000)
