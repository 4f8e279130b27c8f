"""Settings > Printers without a window: what fits together, what came of a test, what a person says of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from window_world import World, open_world

from core.accounts.rules import FormProblems
from core.errors import StationError
from core.i18n import Lang, translator
from core.printing.port import Delivered, DeliveryOutcome, Probed
from core.printing.records import Answers, Language, Printer, PrinterKind
from core.printing.rules import PrinterNameTaken
from core.printing.service import SpecimenPrinted, list_printers
from core.printing.service_queue import enqueue_labels
from core.settings import LABEL_FORMAT
from core.shipments.service_shipping import ship_orders
from printers.profiles import all_profiles
from ui.pages.settings.printers.form import (
    FOLDER,
    TCP,
    PrinterForm,
    dpis_of,
    fitted,
    form_of,
    is_generic,
    media_of,
    models_of,
    with_language,
)
from ui.pages.settings.printers.outcomes import Looks, answered, judged, specimen_outcome
from ui.pages.settings.printers.presenter import PrintersPresenter
from ui.running import HeldRunner
from ui.views import Tone

EN = translator("en")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def printers(world: World) -> PrintersPresenter:
    presenter = PrintersPresenter(world.app)
    presenter.load()
    return presenter


def a_printer(address: str = "tcp://10.0.0.5:9100", answers: Answers = Answers.UNKNOWN) -> Printer:
    return Printer("p1", "Bench 1", PrinterKind("zpl-203", Language.ZPL, 203, "4x6"), address, 1, answers, True, "")


def texts(presenter: PrintersPresenter, lang: Lang = "en") -> list[tuple[str, str, str]]:
    return [(row.name, row.state.text, row.state_note) for row in presenter.rows(translator(lang))]


@pytest.mark.parametrize("language", list(Language))
def test_every_choice_of_the_form_is_a_printer_that_exists(language: Language) -> None:
    """S2-14 to S2-17: no format, paper, resolution and model that do not belong together."""
    known = {(p.language.value, p.dpi, p.media.code, p.code) for p in all_profiles().values()}
    for media in media_of(language):
        for dpi in dpis_of(language, media):
            form = fitted(PrinterForm(language=language, media=media, dpi=dpi, model="none"))
            assert (form.media, form.dpi) == (media, dpi)
            assert is_generic(form.model)
            assert {(language.value, dpi, media, one.code) for one in models_of(form)} <= known


def test_standard_begins_with_sheets_and_thermal_with_labels() -> None:
    sheets = with_language(PrinterForm(), Language.PDF)
    assert (sheets.media, sheets.dpi, sheets.model) == ("letter", 300, "pdf-letter")
    labels = with_language(sheets, Language.EPL)
    assert (labels.media, labels.model) == ("4x6", "epl-300")


def test_a_paper_that_was_chosen_stays() -> None:
    a4 = fitted(PrinterForm(language=Language.PDF, media="a4", dpi=300, model="pdf-letter"))
    assert (a4.media, a4.model) == ("a4", "pdf-a4")


@pytest.mark.parametrize(
    ("place", "where", "address"),
    [
        (TCP, "10.0.0.5:9100", "tcp://10.0.0.5:9100"),
        (TCP, " tcp://10.0.0.5 ", "tcp://10.0.0.5"),
        (FOLDER, "/srv/labels", "folder:/srv/labels"),
        (TCP, "folder:/srv/labels", "folder:/srv/labels"),
    ],
)
def test_an_address_is_made_of_its_kind_and_the_rest(place: str, where: str, address: str) -> None:
    assert PrinterForm(place=place, where=where).address == address


@pytest.mark.parametrize("address", ["tcp://10.0.0.5:9100", "folder:prints/zpl"])
def test_the_form_of_a_printer_gives_it_back(address: str) -> None:
    printer = a_printer(address)
    form = form_of(printer)
    assert (form.name, form.kind, form.address) == (printer.name, printer.kind, printer.address)


def test_the_table_says_which_printer_is_the_stations_and_how_each_is(printers: PrintersPresenter) -> None:
    rows = printers.rows(EN)
    assert [(row.name, row.is_default, row.format) for row in rows] == [
        ("Thermal ZPL", True, "Thermal-ZPL"),
        ("Thermal EPL", False, "Thermal-EPL"),
        ("Laser", False, "Standard"),
    ]
    assert texts(printers)[0] == ("Thermal ZPL", "Ready", "writes files")
    assert texts(printers, "fr")[0] == ("Thermal ZPL", "Prête", "écrit des fichiers")


def test_a_printer_that_stopped_says_why_and_what_waits(world: World, printers: PrintersPresenter) -> None:
    world.fund()
    bought = ship_orders(world.services.bench, [world.order("1002").id])
    label = next(answer.label for answer in bought if answer.label)
    zpl = printers.facts.printers[0]
    enqueue_labels(world.services.store, world.services.desk, zpl.id, [label.id])
    printers.load()
    assert texts(printers)[0] == ("Thermal ZPL", "Waiting", "1 label waiting")
    folder = world.services.directory / "prints" / "zpl"
    if folder.exists():
        folder.rmdir()
    folder.touch()
    world.app.spool.wake(zpl.id)
    printers.load()
    name, state, note = texts(printers)[0]
    assert (name, state) == ("Thermal ZPL", "Stopped")
    assert note.startswith("the folder cannot be written")


def test_a_test_label_into_a_folder_is_called_a_file_and_not_printed(world: World, printers: PrintersPresenter) -> None:
    """S2-18; handed over is not printed."""
    printers.test()
    outcome = printers.outcome
    assert outcome is not None
    assert "Nothing was printed" in outcome.text
    assert not outcome.asks
    assert outcome.folder == world.services.directory / "prints" / "zpl"
    assert len(list(outcome.folder.glob("test-*.zpl"))) == 1


def test_a_test_label_that_went_nowhere_says_so_and_offers_to_mend(world: World, printers: PrintersPresenter) -> None:
    (world.services.directory / "prints" / "zpl").touch()
    printers.test()
    outcome = printers.outcome
    assert outcome is not None
    assert outcome.tone is Tone.ERROR
    assert outcome.text.startswith("Nothing was sent to Thermal ZPL")
    assert outcome.mend


@pytest.mark.parametrize(
    ("kind", "asks", "words"),
    [
        (Delivered.CONFIRMED, True, "confirmed the test label"),
        (Delivered.HANDED_OVER, True, "That does not mean printed"),
        (Delivered.UNKNOWN, True, "It is not known"),
        (Delivered.NOT_SENT, False, "Nothing was sent"),
    ],
)
def test_what_came_of_a_test_is_never_more_than_is_known(kind: Delivered, asks: bool, words: str) -> None:
    done = SpecimenPrinted(
        a_printer(), DeliveryOutcome(kind, "timeout" if kind is not Delivered.CONFIRMED else ""), "f"
    )
    outcome = specimen_outcome(EN, done, Path("/data"))
    assert words in outcome.text
    assert outcome.asks is asks


@pytest.mark.parametrize("looks", list(Looks))
def test_what_a_person_saw_leads_to_one_thing_to_do(looks: Looks) -> None:
    outcome = judged(EN, a_printer(), looks)
    assert outcome.mend is (looks is not Looks.RIGHT)
    assert outcome.text.endswith(".")


def test_a_label_of_the_wrong_size_leads_to_the_other_resolution() -> None:
    assert "300 dpi" in judged(EN, a_printer(), Looks.SIZE).text


@pytest.mark.parametrize(
    ("probed", "tone"),
    [
        (Probed(is_reachable=True, answers=Answers.YES), Tone.OK),
        (Probed(is_reachable=True, answers=Answers.YES, reason="paper-out"), Tone.WARN),
        (Probed(is_reachable=True, answers=Answers.NO), Tone.NEUTRAL),
        (Probed(is_reachable=False, answers=Answers.UNKNOWN, reason="unreachable", evidence="refused"), Tone.ERROR),
    ],
)
def test_a_printers_answer_is_told_in_words(probed: Probed, tone: Tone) -> None:
    outcome = answered(EN, a_printer(), probed)
    assert outcome.tone is tone
    assert "Bench 1" in outcome.text


def test_the_question_and_its_answer_reach_the_chosen_printer(world: World, printers: PrintersPresenter) -> None:
    printers.choose(printers.facts.printers[2].id)
    printers.ask()
    assert printers.outcome is not None
    assert printers.outcome.printer == printers.facts.printers[2].id
    printers.judge(Looks.RIGHT)
    assert printers.outcome.text == "Good. Laser is set up correctly."


def test_nothing_else_starts_while_a_printer_is_busy(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    presenter = PrintersPresenter(world.app)
    presenter.load()
    runner.release()
    presenter.test()
    presenter.test()
    presenter.ask()
    assert len(runner) == 1
    assert presenter.busy == "Printing a test label on Thermal ZPL …"
    runner.release()
    assert presenter.busy == ""
    world.close()


def test_another_printer_becomes_the_stations_own_and_one_goes_out_of_use(
    world: World, printers: PrintersPresenter
) -> None:
    laser = printers.facts.printers[2]
    printers.choose(laser.id)
    printers.make_default()
    assert printers.facts.default == laser.id
    printers.choose(printers.facts.printers[1].id)
    printers.retire()
    assert [one.name for one in world.services.read(list_printers)] == ["Thermal ZPL", "Laser"]
    assert [text for _, text in world.window.said] == [
        "Laser is the station's printer now.",
        "Thermal EPL is no longer in use. Its print journal is kept.",
    ]
    assert printers.chosen == laser.id


def test_the_default_format_of_the_station_is_kept(world: World, printers: PrintersPresenter) -> None:
    """S2-14: per printer, with a default per station."""
    printers.set_format("epl")
    assert world.services.setting(LABEL_FORMAT) == "epl"
    assert printers.facts.label_format == "epl"


def test_a_printer_is_added_then_changed_and_all_that_is_wrong_is_said_at_once(
    world: World, printers: PrintersPresenter
) -> None:
    kept: list[Printer] = []
    refused: list[StationError] = []
    printers.save(PrinterForm(), "", kept.append, refused.append)
    assert isinstance(refused[0], FormProblems)
    assert {problem.field for problem in refused[0].problems} == {"name", "address"}
    printers.save(PrinterForm(name="Bench 1", where="10.0.0.5"), "", kept.append, refused.append)
    printers.save(PrinterForm(name="bench 1", where="10.0.0.6"), "", kept.append, refused.append)
    assert isinstance(refused[1], PrinterNameTaken)
    changed = with_language(form_of(kept[0]), Language.EPL)
    printers.save(changed, kept[0].id, kept.append, refused.append)
    assert (kept[1].id, kept[1].kind.language, printers.chosen) == (kept[0].id, Language.EPL, kept[0].id)
    assert len(refused) == 2


def test_a_list_that_cannot_be_read_keeps_its_error_until_it_can(world: World, printers: PrintersPresenter) -> None:
    printers._load_failed(PrinterNameTaken(name="x"))
    assert printers.error is not None
    printers.load()
    assert printers.error is None


def test_the_screen_that_was_made_last_is_told(world: World, printers: PrintersPresenter) -> None:
    told: list[str] = []
    printers.attach(lambda: told.append("old"))
    printers.attach(lambda: told.append("new"))
    printers.load()
    assert told == ["new"]
