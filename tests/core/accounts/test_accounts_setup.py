"""Set-up and its gate: S0-05 to S0-12, S0-16, S0-41, S2-02 to S2-04, S2-14, S2-19, bar 5."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import HOME

from core.accounts import service as accounts
from core.accounts.records import PaymentMethod, Wallet
from core.accounts.rules import CardNumberTyped, FormProblems, SetupIncomplete, looks_like_card_number
from core.accounts.schema import ROOM
from core.address import Address
from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.errors import NotFound
from core.ids import SeededIds
from core.money import Money
from core.people.schema import ROOM as PEOPLE
from core.store.database import Store
from core.store.files import Files
from core.store.opening import open_store

WALLET = Wallet("usd", "One Balance", "recorded", "USD", ("usps", "ups"), Money(10**6, "USD"), Money(10**6, "USD"))
METHOD = PaymentMethod("Blue card", "Visa", "4242", "2030-01", "Ana Núñez", HOME, "the provider's portal")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "d", [PEOPLE, ROOM], Mode.RECORDED, clock(), SeededIds(1))
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    made = Desk(clock(), SeededIds(2), Actor("ana", "st-1", "run-1", ZoneInfo("UTC")), Mode.PRACTICE)
    accounts.add_wallets(store, made, [WALLET])
    return made


def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))


def finish_all_but(store: Store, desk: Desk, left_out: str) -> None:
    files = Files(store.directory)
    steps: dict[str, Callable[[], object]] = {
        "holder": lambda: accounts.save_holder(
            store, desk, "usd", holder="Stamps.com", username="ana1", confirmed=True
        ),
        "payment": lambda: accounts.save_payment(store, desk, "usd", METHOD),
        "location": lambda: accounts.save_location(store, desk, "usd", HOME),
        "terms.usps": lambda: accounts.accept_terms(
            store, desk, files, "usd", "usps", text=b"usps terms", version="1", ticked=True
        ),
        "terms.ups": lambda: accounts.accept_terms(
            store, desk, files, "usd", "ups", text=b"ups terms", version="1", ticked=True
        ),
        "label-format": lambda: accounts.save_label_format(store, desk, "usd", "epl"),
    }
    for name, step in steps.items():
        if name != left_out:
            step()


@pytest.mark.parametrize("step", ["holder", "payment", "location", "terms.usps", "terms.ups", "label-format"])
def test_finish_names_the_step_that_is_missing_and_the_gate_stays_shut(store: Store, desk: Desk, step: str) -> None:
    finish_all_but(store, desk, step)
    with pytest.raises(SetupIncomplete) as refused:
        accounts.finish_setup(store, desk, "usd")
    assert refused.value.fields["missing"] == step
    with store.read() as q, pytest.raises(SetupIncomplete):
        accounts.require_ready(q, "usd")
    with store.read() as q:
        assert accounts.open_steps(q, "usd") == [step]


def test_with_every_step_finish_opens_the_gate_and_pressing_it_again_changes_nothing(store: Store, desk: Desk) -> None:
    finish_all_but(store, desk, "none")
    with store.read() as q, pytest.raises(SetupIncomplete):
        accounts.require_ready(q, "usd")
    first = accounts.finish_setup(store, desk, "usd")
    assert accounts.finish_setup(store, desk, "usd").finished_at == first.finished_at
    with store.read() as q:
        assert accounts.require_ready(q, "usd").id == "usd"


def test_every_page_is_kept_and_set_up_can_be_left_and_entered_again(store: Store, desk: Desk) -> None:
    accounts.save_payment(store, desk, "usd", METHOD)
    with store.read() as q:
        assert accounts.setup_of(q, "usd").payment == METHOD


def test_a_new_payment_method_keeps_the_old_one(store: Store, desk: Desk) -> None:
    accounts.save_payment(store, desk, "usd", METHOD)
    accounts.save_payment(store, desk, "usd", replace(METHOD, nickname="Red card"))
    accounts.save_payment(store, desk, "usd", replace(METHOD, nickname="Red card"))
    with store.read() as q:
        names = [row["nickname"] for row in q.all("select nickname from payment_method order by id")]
        current = accounts.setup_of(q, "usd").payment
    assert names == ["Blue card", "Red card"]
    assert current is not None
    assert current.nickname == "Red card"


def test_a_form_gives_all_of_its_problems_at_once(store: Store, desk: Desk) -> None:
    with pytest.raises(FormProblems) as refused:
        accounts.save_payment(store, desk, "usd", PaymentMethod("", "", "42", "13/2030", "", Address(), ""))
    assert {p.field for p in refused.value.problems} == {
        "nickname", "holder", "on_file_at", "last4", "expires", "address.name", "address.line1", "address.city",
        "address.country",
    }  # fmt: skip


def with_text(field: str, text: str) -> PaymentMethod:
    texts = {"nickname": "n", "brand": "b", "holder": "h", "on_file_at": "o", field: text}
    return PaymentMethod(
        texts["nickname"], texts["brand"], "4242", "2030-01", texts["holder"], HOME, texts["on_file_at"]
    )


@pytest.mark.parametrize("field", ["nickname", "holder", "on_file_at", "brand"])
def test_a_card_number_is_refused_and_kept_nowhere(store: Store, desk: Desk, field: str) -> None:
    typed = "4111 1111 1111 1111"
    with pytest.raises(FormProblems) as refused:
        accounts.save_payment(store, desk, "usd", with_text(field, f"card {typed}"))
    assert [p.code for p in refused.value.problems] == ["accounts.card-number"]
    assert typed not in str(refused.value)
    with store.read() as q:
        assert q.integer("select count(*) from payment_method") == 0
    with pytest.raises(CardNumberTyped):
        accounts.guard_note("reason", typed)


@pytest.mark.parametrize("place", ["line1", "line2", "city", "company"])
def test_a_card_number_in_the_billing_address_is_refused_too(store: Store, desk: Desk, place: str) -> None:
    texts = {"line1": "5 Elm", "line2": "", "city": "Toronto", "company": "", place: "4242 4242 4242 4242"}
    home = Address(name="Ana", region="ON", postal="M5V 3L9", country="CA", **texts)
    with pytest.raises(FormProblems) as refused:
        accounts.save_payment(store, desk, "usd", replace(METHOD, address=home))
    assert [p.field for p in refused.value.problems] == [f"address.{place}"]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"region": "VT", "postal": "99999", "country": "US"}, "address.postal-not-in-region"),
        ({"region": "QC", "postal": "zzz", "country": "CA"}, "address.postal-impossible"),
        ({"region": "VT", "postal": "97205", "country": "US"}, "address.postal-not-in-region"),
        ({"region": "", "postal": "05401", "country": "US"}, "address.region-missing"),
    ],
)
def test_an_address_that_cannot_be_is_refused_as_in_orders(
    store: Store, desk: Desk, place: dict[str, str], code: str
) -> None:
    """S0-10: the sender stands on every label."""
    with pytest.raises(FormProblems) as refused:
        accounts.save_location(store, desk, "usd", replace(HOME, **place))
    assert code in [p.code for p in refused.value.problems]
    with pytest.raises(FormProblems):
        accounts.save_payment(store, desk, "usd", replace(METHOD, address=replace(HOME, **place)))


def test_a_card_number_in_a_region_is_not_repeated_in_the_refusal(store: Store, desk: Desk) -> None:
    with pytest.raises(FormProblems) as refused:
        accounts.save_location(store, desk, "usd", replace(HOME, region="4242424242424242"))
    assert "4242" not in str([p.value for p in refused.value.problems])


def test_a_card_that_is_over_pays_nothing(store: Store, desk: Desk) -> None:
    with pytest.raises(FormProblems) as refused:
        accounts.save_payment(store, desk, "usd", replace(METHOD, expires="2026-10"))
    assert [p.code for p in refused.value.problems] == ["accounts.expired"]
    accounts.save_payment(store, desk, "usd", replace(METHOD, expires="2026-11"))


def test_a_country_that_is_none_is_refused(store: Store, desk: Desk) -> None:
    with pytest.raises(FormProblems) as refused:
        accounts.save_location(store, desk, "usd", replace(HOME, country="Narnia"))
    assert [p.code for p in refused.value.problems] == ["address.country-unknown"]


@pytest.mark.parametrize("text", ["4111-1111-1111-1111", "378282246310005", "5555 5555 5555 4444 thanks"])
def test_card_numbers_are_seen_in_any_dress(text: str) -> None:
    assert looks_like_card_number(text)


@pytest.mark.parametrize("text", ["9400111206206406260787", "4111 1111 1111 1112", "+1 514 555 0143", "2026-11-22", ""])
def test_other_digits_are_no_card(text: str) -> None:
    assert not looks_like_card_number(text)


def test_terms_are_kept_with_hash_version_person_and_time_and_the_text_itself(store: Store, desk: Desk) -> None:
    setup = accounts.accept_terms(
        store, desk, Files(store.directory), "usd", "usps", text=b"the terms", version="2026-07", ticked=True
    )
    accepted = setup.terms[0]
    assert (accepted.carrier, accepted.version, accepted.actor) == ("usps", "2026-07", "ana")
    assert Files(store.directory).get(accepted.sha256) == b"the terms"


def test_terms_need_a_tick_of_a_person(store: Store, desk: Desk) -> None:
    files = Files(store.directory)
    with pytest.raises(FormProblems):
        accounts.accept_terms(store, desk, files, "usd", "usps", text=b"terms", version="1", ticked=False)
    with pytest.raises(NotFound):
        accounts.accept_terms(store, desk, files, "usd", "fedex", text=b"terms", version="1", ticked=True)


def test_an_unconfirmed_account_name_is_an_open_step(store: Store, desk: Desk) -> None:
    """S2-03: verify that the correct account is selected."""
    accounts.save_holder(store, desk, "usd", holder="Stamps.com", username="ana1", confirmed=False)
    with store.read() as q:
        assert accounts.open_steps(q, "usd")[0] == "holder"


def test_catalogue_only_carriers_have_no_wallet(store: Store, desk: Desk) -> None:
    with store.read() as q:
        assert accounts.wallet_for_carrier(q, "ups").id == "usd"
        with pytest.raises(NotFound):
            accounts.wallet_for_carrier(q, "fedex")
