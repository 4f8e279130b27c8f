"""What the Billing page decides: the same use cases as the commands (S1-01 to S1-14, S0-20, S0-44)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_kit import staff
from window_world import World, open_world

from core.billing.records import PayableState
from core.billing.store import list_accounts, list_orders, list_payables
from core.people.acts import Act
from ui.pages.billing.presenter import BillingPresenter
from ui.pages.billing.rows import (
    ACCOUNTS,
    DRAWER,
    METERS,
    OTHER,
    PAYABLES,
    PURCHASES,
    SECTIONS,
    STATEMENTS,
    VOLUME,
    FieldKind,
)

NUMBER = "0007654321"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def presenter(world: World) -> BillingPresenter:
    made = BillingPresenter(world.app)
    made.load()
    return made


def filled(presenter: BillingPresenter, key: str, **values: str) -> dict[str, str]:
    """A form as it stands at first, with some fields filled in; a list stands at its first choice."""
    found = {}
    for field in presenter.form(key).fields:
        first = field.choices[0][0] if field.choices else ""
        is_file = field.kind in (FieldKind.OPEN, FieldKind.SAVE)
        found[field.name] = "" if is_file else field.value or first
    assert set(values) <= set(found), "the form has these fields"
    return found | values


def give(presenter: BillingPresenter, key: str, **values: str) -> str:
    """Fill a form in and send it; what it was refused with, ``ok`` where it was not."""
    told = ["nothing came"]
    presenter.submit(key, filled(presenter, key, **values), lambda: told.append("ok"), told.append)
    return told[-1]


def cells(presenter: BillingPresenter, section: str, grid: int = 0) -> list[tuple[str, ...]]:
    """The rows of a table."""
    view = presenter.view(section)
    assert view is not None
    return [tuple(cell.replace("\u00a0", " ") for cell in row.cells) for row in view.grids[grid].rows]


def card(presenter: BillingPresenter) -> dict[str, str]:
    """The card of the first account."""
    view = presenter.view(ACCOUNTS)
    assert view is not None
    return dict(view.cards[0][1])


def credit(presenter: BillingPresenter) -> None:
    """A commercial account."""
    assert give(presenter, "add-account", number=NUMBER, kind="commercial", terms="net-15") == "ok"


def test_an_account_is_entered_changed_and_shows_why_a_method_is_refused(presenter: BillingPresenter) -> None:
    """S1-01, S1-07, S1-12, S1-14."""
    assert cells(presenter, ACCOUNTS) == []
    assert give(presenter, "add-account", number=NUMBER) == "ok"
    assert cells(presenter, ACCOUNTS)[0][:3] == ("Canada Post", NUMBER, "Small business")
    ways = card(presenter)
    assert ways["Bill to account"] == "Refused: a small business account has no bill-to-account privileges."
    assert ways["Card on file"].startswith("Taken: shipping tool, ")
    assert give(presenter, "change-account", kind="cancelled", reason="letter") == "ok"
    assert [row[2] for row in cells(presenter, ACCOUNTS)] == ["Agreement cancelled", "Small business"]
    assert "a reason" in give(presenter, "change-account", kind="partner", reason="")
    assert give(presenter, "support", note="Ask Léa") == "ok"
    assert (card(presenter)["Phone"], card(presenter)["Note"]) == ("1-800-267-7651", "Ask Léa")
    assert card(presenter)["Card on file"].startswith("Taken: carrier’s online shop, post office counter. Elsewhere")


def test_a_purchase_on_credit_becomes_a_paid_payable(world: World, presenter: BillingPresenter, tmp_path: Path) -> None:
    """S1-04, S1-05, S1-09."""
    world.order("A-1")
    credit(presenter)
    receipt = tmp_path / "r.png"
    receipt.write_bytes(b"\x89PNG\r\n\x1a\nx")
    said = give(
        presenter, "record", amount="40", tax="5,99", method="net-15", order="A-1", reference="CP-1",
        receipt=str(receipt), pieces="2",
    )  # fmt: skip
    assert said == "ok"
    [made] = world.services.read(list_orders)
    assert (made.order_ref, made.pieces, made.total.minor) == ("A-1", 2, 4599)
    assert cells(presenter, PURCHASES)[0][3:6] == ("CP-1", "A-1", "$45.99 CAD")
    assert give(presenter, "late-fee", amount="1.50", reason="late") == "ok"
    assert cells(presenter, PAYABLES)[0][4:6] == ("$47.49 CAD", "To pay")
    assert give(presenter, "pay", reference="wire") == "ok"
    assert [one.state for one in world.services.read(list_payables)] == [PayableState.PAID]
    view = presenter.view(PAYABLES)
    assert view is not None
    assert [why for _, _, why in view.forms] == ["There is nothing to choose from yet: Payable."] * 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": "forty"}, "forty"), ({"amount": "40", "order": "nowhere"}, "nowhere"),
        ({"amount": "40", "pieces": "many"}, "many"), ({"amount": "40", "method": "meter"}, "meter"),
        ({"amount": "40", "receipt": "/nowhere/r.pdf"}, "r.pdf"), ({"amount": "0"}, "$0.00"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused_in_words_and_nothing_is(
    world: World, presenter: BillingPresenter, values: dict[str, str], words: str
) -> None:
    give(presenter, "add-account", number=NUMBER)
    assert words in give(presenter, "record", **values)
    assert world.services.read(list_orders) == []


def test_a_wrong_record_is_taken_back(presenter: BillingPresenter) -> None:
    credit(presenter)
    give(presenter, "record", amount="40")
    assert give(presenter, "undo", reason="typed twice") == "ok"
    assert cells(presenter, PURCHASES)[0][-1] == "Taken back"


def test_a_meter_is_entered_refilled_and_read(presenter: BillingPresenter) -> None:
    """S1-03."""
    credit(presenter)
    assert give(presenter, "set-meter", number="M-7") == "ok"
    assert give(presenter, "record", amount="50", what="meter-refill", meter="M-7") == "ok"
    assert give(presenter, "read-meter", remaining="42.00") == "ok"
    assert cells(presenter, METERS)[0][:4] == ("M-7", "active", "$42.00 CAD", "$42.00 CAD")


def test_statements_are_written_and_issued_when_their_month_is_over(
    presenter: BillingPresenter, tmp_path: Path
) -> None:  # fmt: skip
    """S1-13."""
    credit(presenter)
    give(presenter, "record", amount="40")
    pdf, csv = tmp_path / "s.pdf", tmp_path / "s.csv"
    assert "2026-11" in give(presenter, "make-statement", month="2026-11", issue="yes", pdf=str(pdf))
    assert not pdf.exists()
    assert give(presenter, "make-statement", month="2026-11", pdf=str(pdf), csv=str(csv)) == "ok"
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert csv.read_text(encoding="utf-8").splitlines()[-1].endswith("40.00,CAD")
    assert give(presenter, "make-statement", month="2026-10", issue="yes") == "ok"
    assert cells(presenter, STATEMENTS)[0][:2] == ("2026-10", NUMBER)
    assert give(presenter, "save-issued", file=str(tmp_path / "i.pdf")) == "ok"
    assert (tmp_path / "i.pdf").read_bytes().startswith(b"%PDF-")


def test_the_drawer_keeps_ties_and_gives_back(presenter: BillingPresenter, tmp_path: Path) -> None:
    """S1-10, C9."""
    credit(presenter)
    for _ in range(2):
        give(presenter, "record", amount="40")
    paper, lines = tmp_path / "nov.pdf", tmp_path / "nov.csv"
    paper.write_bytes(b"%PDF-1.4 x")
    lines.write_text("2026-11-20,Counter,40.00\n", encoding="utf-8")
    assert give(presenter, "place", place="Dashboard") == "ok"
    assert "empty" in give(presenter, "keep-paper")
    assert give(presenter, "keep-paper", file=str(paper), lines=str(lines)) == "ok"
    assert cells(presenter, DRAWER) == [("2026-11", "nov.pdf", "Dashboard", "0 of 1")]
    assert give(presenter, "tie") == "ok"
    assert cells(presenter, DRAWER, 1)[0][-1] == "tied"
    assert give(presenter, "save-paper", file=str(tmp_path / "copy.pdf")) == "ok"
    assert (tmp_path / "copy.pdf").read_bytes() == paper.read_bytes()


def test_volumes_are_shown_and_saved(presenter: BillingPresenter, tmp_path: Path) -> None:
    """S1-08."""
    credit(presenter)
    give(presenter, "record", amount="40", channel="direct-mail", pieces="300")
    assert cells(presenter, VOLUME) == [("2026-11", "Canada Post", "Direct mail", "300", "$40.00 CAD")]
    assert give(presenter, "save-volume", file=str(tmp_path / "v.csv")) == "ok"
    assert "direct-mail,300,40.00,CAD" in (tmp_path / "v.csv").read_text(encoding="utf-8")


def test_other_charges_have_a_method_of_their_own(presenter: BillingPresenter) -> None:
    """S0-20, S0-44."""
    assert "payment method" in give(presenter, "other-charge", amount="29.99")
    assert "card number" in give(presenter, "other-method", nickname="4242 4242 4242 4242")
    assert give(presenter, "other-method", nickname="Office card", last4="4242") == "ok"
    assert give(presenter, "other-charge", amount="29.99") == "ok"
    assert cells(presenter, OTHER)[0][1:3] == ("Subscription", "$29.99 USD")
    assert cells(presenter, OTHER, 1)[0][:2] == ("Subscription", "Office card")


def test_the_pin_is_asked_for_what_is_changed_and_going_back_changes_nothing(
    world: World, presenter: BillingPresenter
) -> None:
    """S2-13."""
    staff(world)
    give(presenter, "add-account", number=NUMBER)
    give(presenter, "other-method", nickname="Office card")
    assert [(ask.act, ask.about) for ask in world.window.asks] == [
        (Act.RECORD, "canada_post"), (Act.PAYMENT_METHOD, "other:subscription"),
    ]  # fmt: skip
    world.window.prover = lambda _ask: None
    assert give(presenter, "change-account", kind="partner", reason="x") == ""
    assert [one.kind.value for one in world.services.read(list_accounts)] == ["small-business"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_form_of_every_section_is_there(presenter: BillingPresenter, section: str) -> None:
    view = presenter.view(section)
    assert view is not None
    assert view.forms
    for key, words, _ in view.forms:
        assert presenter.form(key).title == words
