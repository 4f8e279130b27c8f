"""The set-up without a window, on a recorded station: core refuses labels and funding until it is finished."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from people_kit import staff
from window_world import BURLINGTON, World, open_world

from core.accounts.records import PaymentMethod
from core.accounts.rules import SetupIncomplete
from core.accounts.service import require_ready, setup_of
from core.context import Mode
from core.i18n import LANGUAGES, Lang, translator
from core.settings import LABEL_FORMAT
from ui.pages.setup.forms import (
    FINISH,
    FORMAT,
    HOLDER,
    LOCATION,
    PAYMENT,
    TERMS,
    HolderForm,
    TermsForm,
    Unreadable,
    read_terms,
)
from ui.pages.setup.presenter import SetupPresenter
from ui.pages.setup.words import onward_words, ready_words, step_title, unreadable_words
from ui.running import HeldRunner

CARD = PaymentMethod("Blue card", "Visa", "4242", "2030-01", "Ana Núñez", BURLINGTON, "the provider's portal")
TEXT = "Terms of service, version 7.\nBe kind to parcels.\n"
STEPS = (HOLDER, PAYMENT, LOCATION, "terms.dhl_express", "terms.ups", "terms.usps", FORMAT, FINISH)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, mode=Mode.RECORDED)
    staff(made)
    yield made
    made.close()


@pytest.fixture
def left() -> list[str]:
    return []


@pytest.fixture
def setup(world: World, left: list[str]) -> SetupPresenter:
    presenter = SetupPresenter(world.app, "usd", lambda: left.append("left"))
    presenter.open()
    return presenter


def terms_file(folder: Path, text: str = TEXT, name: str = "terms-7.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fill(setup: SetupPresenter, folder: Path, step: str) -> None:
    """Type a page in full."""
    if step == HOLDER:
        setup.type_holder(HolderForm("Stamps.com", "ana1"))
        setup.type_holder(HolderForm("Stamps.com", "ana1", verified=True))
    elif step == PAYMENT:
        setup.type_payment(CARD)
    elif step == LOCATION:
        setup.type_location(BURLINGTON)
    elif step == FORMAT:
        setup.type_format("epl")
    elif step != FINISH:
        carrier = step.removeprefix(TERMS)
        setup.open_terms(carrier, terms_file(folder))
        setup.type_terms(carrier, replace(setup.drafts.terms_of(carrier), ticked=True))


def go_through(setup: SetupPresenter, folder: Path, steps: tuple[str, ...] = STEPS) -> None:
    for step in steps:
        fill(setup, folder, step)
        setup.keep(step, lambda: None)


def test_nothing_is_ticked_or_verified_before_a_person_does(setup: SetupPresenter) -> None:
    assert setup.steps() == STEPS
    assert setup.at == HOLDER
    assert not setup.drafts.holder.verified
    assert all(setup.lacks(step) for step in STEPS if step != FINISH)
    assert setup.lacks(FINISH) is None


def test_page_by_page_the_gate_opens_at_the_end_and_not_before(
    world: World, setup: SetupPresenter, tmp_path: Path, left: list[str]
) -> None:
    """S0-05 to S0-12, S2-02 to S2-04, S2-14, S2-19."""
    for step in STEPS[:-1]:
        with pytest.raises(SetupIncomplete):
            world.services.read(lambda q: require_ready(q, "usd"))
        fill(setup, tmp_path, step)
        assert setup.keep(step, lambda: None) is False
        assert setup.is_kept(step)
        assert setup.lacks(step) is None
    setup.finish()
    assert world.services.read(lambda q: require_ready(q, "usd")).id == "usd"
    assert left == ["left"]
    said = world.window.said[-1][1]
    assert said == "One Balance USD is set up: buy labels and postage in the provider's portal and record them here."


def test_what_finish_opens_depends_on_who_buys(world: World, tmp_path: Path) -> None:
    """A station whose provider can be asked says that labels and postage are available."""
    practice = open_world(tmp_path / "practice")
    try:
        of_practice = SetupPresenter(practice.app, "usd", lambda: None)
        of_practice.open()
        of_practice.finish()
        assert practice.window.said[-1][1] == "One Balance USD is set up: labels and postage are available."
    finally:
        practice.close()
    blocked = SetupPresenter(world.app, "usd", lambda: None)
    blocked.open()
    assert not blocked.sells()
    assert "available" not in ready_words(translator("en"), sells=blocked.sells())


def test_finish_before_the_end_says_what_is_missing(world: World, setup: SetupPresenter, tmp_path: Path) -> None:
    """S0-41: nothing vanishes, the reason is told."""
    go_through(setup, tmp_path, STEPS[:3])
    setup.finish()
    assert "terms of UPS" in world.window.said[-1][1]
    assert world.services.read(lambda q: setup_of(q, "usd")).finished_at == ""


@pytest.mark.parametrize("after", range(1, len(STEPS)))
def test_one_comes_back_to_the_first_page_that_is_missing(world: World, tmp_path: Path, after: int) -> None:
    """S0-41: each page is kept; Continue setup goes on where it was left."""
    go_through(opened(world), tmp_path, STEPS[:after])
    again = opened(world)
    assert again.at == STEPS[after]
    assert all(again.lacks(step) is None for step in STEPS[:after])


def opened(world: World) -> SetupPresenter:
    presenter = SetupPresenter(world.app, "usd", lambda: None)
    presenter.open()
    return presenter


def test_leaving_in_the_middle_keeps_the_page_that_is_whole_and_not_one_that_is_not(
    world: World, setup: SetupPresenter, tmp_path: Path, left: list[str]
) -> None:
    fill(setup, tmp_path, HOLDER)
    setup.leave()
    assert world.services.read(lambda q: setup_of(q, "usd")).username == "ana1"
    again = opened(world)
    again.at = PAYMENT
    again.type_payment(replace(CARD, nickname=""))
    again.leave()
    assert world.services.read(lambda q: setup_of(q, "usd")).payment is None
    assert again.problems == {}
    assert left == ["left"]


def test_a_page_with_problems_says_all_of_them_and_stays(setup: SetupPresenter) -> None:
    gone: list[str] = []
    setup.type_payment(PaymentMethod("", "", "12", "2030-", "", BURLINGTON, "4242 4242 4242 4242"))
    assert setup.keep(PAYMENT, lambda: gone.append("on")) is False
    assert gone == []
    codes = {(problem.field, problem.code) for problem in setup.problems[PAYMENT]}
    assert codes == {
        ("nickname", "form.required"),
        ("holder", "form.required"),
        ("on_file_at", "accounts.card-number"),
        ("last4", "accounts.last-four"),
        ("expires", "accounts.expiry-month"),
    }
    setup.type_payment(CARD)
    setup.keep(PAYMENT, lambda: gone.append("on"))
    assert (gone, setup.problems) == (["on"], {})


def test_an_empty_first_page_says_what_is_missing_instead_of_going_on(setup: SetupPresenter) -> None:
    gone: list[str] = []
    assert setup.keep(HOLDER, lambda: gone.append("on")) is False
    assert gone == []
    assert {problem.field for problem in setup.problems[HOLDER]} >= {"holder", "username"}
    assert setup.keep(HOLDER) is True  # going back asks nothing


def test_another_account_must_be_verified_anew(setup: SetupPresenter) -> None:
    """S2-03."""
    setup.type_holder(HolderForm("Stamps.com", "ana1"))
    assert setup.type_holder(HolderForm("Stamps.com", "ana1", verified=True)).verified
    assert not setup.type_holder(HolderForm("Stamps.com", "ana2", verified=True)).verified
    setup.keep(HOLDER, lambda: None)
    assert setup.lacks(HOLDER) == "verify the account"


def test_terms_are_recorded_with_the_hash_of_the_very_text(world: World, setup: SetupPresenter, tmp_path: Path) -> None:
    """S0-11: SHA-256, version, person, time."""
    fill(setup, tmp_path, "terms.ups")
    setup.keep("terms.ups", lambda: None)
    accepted = setup.accepted("ups")
    assert accepted is not None
    assert accepted.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (accepted.version, accepted.actor) == ("terms-7", "ana")
    shown: list[str] = []
    setup.show_accepted("ups", shown.append)
    assert shown == [TEXT]
    setup.show_accepted("usps", shown.append)
    assert shown == [TEXT]


def test_a_text_that_was_opened_and_not_ticked_is_not_passed_over(setup: SetupPresenter, tmp_path: Path) -> None:
    gone: list[str] = []
    setup.open_terms("ups", terms_file(tmp_path))
    assert not setup.drafts.terms_of("ups").ticked
    setup.keep("terms.ups", lambda: gone.append("on"))
    assert gone == []
    assert [problem.code for problem in setup.problems["terms.ups"]] == ["accounts.terms-not-ticked"]


def test_a_changed_text_asks_again(world: World, setup: SetupPresenter, tmp_path: Path) -> None:
    """S0-11."""
    fill(setup, tmp_path, "terms.ups")
    setup.keep("terms.ups", lambda: None)
    setup.open_terms("ups", terms_file(tmp_path, TEXT + "And to people.\n"))
    assert not setup.is_kept("terms.ups")
    assert not setup.drafts.terms_of("ups").ticked
    assert setup.lacks("terms.ups") == "changes are not kept yet"


def test_terms_that_nobody_has_yet_may_be_left_for_later(setup: SetupPresenter) -> None:
    assert setup.keep("terms.ups", lambda: None) is True
    assert setup.lacks("terms.ups") == "read and accept them"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, Unreadable.MISSING),
        (b"\xff\x00\xfe", Unreadable.NOT_TEXT),
        (b"%PDF-1.7\x00", Unreadable.NOT_TEXT),
        (b"  \n", Unreadable.EMPTY),
        (b"x" * 2_000_001, Unreadable.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_as_text_is_not_shown(
    world: World, setup: SetupPresenter, tmp_path: Path, data: bytes | None, why: Unreadable
) -> None:
    path = tmp_path / "terms"
    if data is not None:
        path.write_bytes(data)
    assert read_terms(path) is why
    setup.open_terms("ups", path)
    assert setup.drafts.terms_of("ups") == TermsForm()
    assert world.window.said[-1][1] == unreadable_words(translator("en"), why)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_its_own_letters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "conditions.txt"
    path.write_bytes("J’ai lu et j’accepte".encode(encoding))
    read = read_terms(path)
    assert isinstance(read, TermsForm)
    assert read.text == "J’ai lu et j’accepte"
    assert (read.version, read.ticked) == ("conditions", False)


def test_the_label_format_becomes_the_stations_too(world: World, setup: SetupPresenter) -> None:
    """S2-14."""
    setup.type_format("epl")
    setup.keep(FORMAT, lambda: None)
    assert world.services.setting(LABEL_FORMAT) == "epl"


def test_a_test_label_needs_a_printer_of_the_format(setup: SetupPresenter, tmp_path: Path) -> None:
    """S2-18."""
    setup.type_format("zpl")
    setup.test_print()
    assert setup.test == "No printer of this format yet. Add one under Settings > Printers."
    practice = open_world(tmp_path / "practice")
    other = SetupPresenter(practice.app, "usd", lambda: None)
    other.open()
    other.test_print()
    assert "Nothing was printed" in other.test
    practice.close()


def test_a_finished_set_up_may_be_looked_through_and_changed(tmp_path: Path) -> None:
    """D5: practice comes ready, marked practice."""
    world = open_world(tmp_path)
    setup = SetupPresenter(world.app, "cad", lambda: None)
    setup.open("payment")
    assert setup.at == PAYMENT
    assert all(setup.lacks(step) is None for step in setup.steps())
    assert all(setup.keep(step) for step in setup.steps())
    setup.type_location(BURLINGTON)
    assert setup.lacks(LOCATION) == "changes are not kept yet"
    setup.keep(LOCATION, lambda: None)
    assert world.services.read(lambda q: setup_of(q, "cad")).location.city == "Burlington"
    assert world.services.read(lambda q: setup_of(q, "cad")).finished_at
    world.close()


def test_a_second_press_while_a_page_is_being_kept_starts_nothing(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner, mode=Mode.RECORDED)
    staff(world)
    setup = SetupPresenter(world.app, "usd", lambda: None)
    setup.open()
    runner.release()
    fill(setup, tmp_path, HOLDER)
    setup.keep(HOLDER, lambda: None)
    setup.keep(HOLDER, lambda: None)
    assert len(runner) == 1
    runner.release()
    assert setup.is_kept(HOLDER)
    world.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_its_title_and_its_button(lang: Lang) -> None:
    tr = translator(lang)
    assert len({step_title(tr, step) for step in STEPS}) == len(STEPS)
    assert onward_words(tr, HOLDER, is_new=True) != onward_words(tr, HOLDER, is_new=False)


def test_the_buttons_carry_the_words_of_the_seeds() -> None:
    """S0-09, S0-10, S2-10."""
    fr, en = translator("fr"), translator("en")
    assert onward_words(fr, HOLDER, is_new=False) == "Continuer la configuration"
    assert onward_words(fr, PAYMENT, is_new=False) == "Poursuivre la configuration"
    assert onward_words(en, HOLDER, is_new=True) == "Create One Balance Account"
    assert onward_words(en, HOLDER, is_new=False) == "Continue setup"
    assert step_title(fr, PAYMENT) == "Paiement"
    assert fr("Finish Setup") == "Terminer la configuration"
    assert fr("Set up carriers") == "Définir les transporteurs"
    assert fr("Update payment method") == "Mettre à jour le mode de paiement"
    assert fr("Update payment") == "Mettre le paiement à jour"
