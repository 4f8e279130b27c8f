"""Words in two languages: complete, checked, and written as people read them."""

import io
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from gettext import GNUTranslations
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from core.i18n import LANGUAGES, Tr, language, translator
from core.money import Money
from core.units import Dimensions, Weight

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / ".ci" / "i18n"
NBSP = "\u00a0"
MONTREAL = ZoneInfo("America/Toronto")
MOMENT = datetime(2026, 11, 22, 20, 4, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Checked:
    said: str
    status: int


def load_tool() -> ModuleType:
    loader = SourceFileLoader("i18n_tool", str(TOOL))
    spec = spec_from_loader("i18n_tool", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules["i18n_tool"] = module  # dataclasses look their module up
    loader.exec_module(module)
    return module


MAIN: Callable[[list[str]], int] = load_tool().main


def run_tool(root: Path, *flags: str) -> Checked:
    said = io.StringIO()
    with redirect_stdout(said):
        status = MAIN(["--root", str(root), *flags])
    return Checked(said.getvalue(), status)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tree with one page of two texts, translated."""
    (tmp_path / "ui" / "pages" / "orders").mkdir(parents=True)
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "i18n.py").write_text("")
    write_page(tmp_path, 'tr("Hold {name}", name="x")\nself.kit.tr.n("{n} order", "{n} orders", 3)\n')
    run_tool(tmp_path)
    catalogue = tmp_path / "resources/locale/fr/ui.pages.orders.po"
    text = catalogue.read_text()
    text = text.replace('msgid "Hold {name}"\nmsgstr ""', 'msgid "Hold {name}"\nmsgstr "Retenir {name}"')
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "{n} commande"\nmsgstr[1] "{n} commandes"')
    catalogue.write_text(text)
    run_tool(tmp_path, "--compile")
    return tmp_path


def write_page(root: Path, source: str) -> None:
    (root / "ui" / "pages" / "orders" / "page.py").write_text(source)


def change_po(root: Path, old: str, new: str) -> None:
    path = root / "resources/locale/fr/ui.pages.orders.po"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    run_tool(root, "--compile")


def test_every_text_of_the_program_is_translated_and_compiled() -> None:
    """Check 11: French complete; no placeholder lost, no stale catalogue, no text hidden from the collector."""
    checked = run_tool(ROOT, "--check")
    assert checked == Checked("", 0)


def test_a_whole_catalogue_passes_the_check(project: Path) -> None:
    checked = run_tool(project, "--check")
    assert checked == Checked("", 0)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('tr(f"Hold {name}")', "plain string literal"),
        ("tr(text)", "plain string literal"),
        ("translate = self.tr", "alias"),
        ('tr("Hold {name}")', "wants ['name']"),
        ('tr("Something new")', "lacks 'Something new'"),
        ('tr("Hold {name}", name=1)', "used no more"),
        ('tr("Hold {name}", name=1, context=meaning)', "plain string literal"),
        ('tr("Hold {name}", name=1, context="noun")', "lacks 'Hold {name}' (context 'noun')"),
    ],
)
def test_texts_that_would_be_missed_or_left_over_are_found(project: Path, source: str, said: str) -> None:
    write_page(project, source + "\n")
    checked = run_tool(project, "--check")
    assert checked.status == 1
    assert said in checked.said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Retenir {name}", "", "not translated"),
        ("Retenir {name}", "Retenir {nom}", "other {fields}"),
        ("Retenir {name}", "Retenir : {name}", "no-break space"),
        ("{n} commandes", "des commandes", "other {fields}"),
        ('msgid "Hold', '#, fuzzy\nmsgid "Hold', "fuzzy"),
    ],
)
def test_translations_that_are_wrong_are_found(project: Path, old: str, new: str, said: str) -> None:
    change_po(project, old, new)
    checked = run_tool(project, "--check")
    assert checked.status == 1
    assert said in checked.said


def test_a_catalogue_that_was_not_compiled_is_found(project: Path) -> None:
    path = project / "resources/locale/fr/ui.pages.orders.po"
    path.write_text(path.read_text().replace("Retenir", "Garder"))
    assert "stale" in run_tool(project, "--check").said


def test_a_text_that_moves_to_another_page_keeps_its_translation(project: Path) -> None:
    (project / "ui" / "pages" / "bench").mkdir()
    shutil.move(project / "ui/pages/orders/page.py", project / "ui/pages/bench/page.py")
    run_tool(project)
    assert not (project / "resources/locale/fr/ui.pages.orders.po").exists()
    assert run_tool(project, "--check").status == 0


def test_one_english_text_has_a_translation_for_each_meaning(project: Path) -> None:
    """A translation given for one meaning is not taken for another."""
    source = 'tr("Open", context="verb")\ntr("Open", context="order")\n'
    source += 'tr.n("{n} open", "{n} open", 2, context="order")\n'
    write_page(project, source)
    run_tool(project)
    change_po(project, 'msgctxt "verb"\nmsgid "Open"\nmsgstr ""', 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Ouvrir"')
    checked = run_tool(project, "--check")
    assert "lacks" not in checked.said
    assert checked.said.count("not translated") == 2
    change_po(project, 'msgctxt "order"\nmsgid "Open"\nmsgstr ""', 'msgctxt "order"\nmsgid "Open"\nmsgstr "Ouverte"')
    change_po(project, 'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "{n} ouverte"\nmsgstr[1] "{n} ouvertes"')
    assert run_tool(project, "--check") == Checked("", 0)
    with (project / "resources/locale/fr/LC_MESSAGES/postbench.mo").open("rb") as file:
        tr = Tr("fr", GNUTranslations(file))
    assert [tr("Open", context="verb"), tr("Open", context="order"), tr("Open")] == ["Ouvrir", "Ouverte", "Open"]
    assert tr.n("{n} open", "{n} open", 2, context="order") == "2 ouvertes"


def test_collecting_twice_changes_nothing(project: Path) -> None:
    files = [p for p in (project / "resources").rglob("*") if p.is_file()]
    before = {p: p.read_bytes() for p in files}
    run_tool(project)
    assert {p: p.read_bytes() for p in files} == before


def test_a_text_without_translation_falls_back_to_english() -> None:
    text = "".join(["No such ", "text"])
    assert translator("fr")._fill(text, {}) == "No such text"
    assert [translator(lang).lang for lang in LANGUAGES] == ["en", "fr"]


def test_french_is_spoken_where_it_is_known() -> None:
    tr = translator("fr")
    assert tr("just now") == "à l'instant"
    assert tr.age(timedelta(minutes=3)) == f"il y a 3{NBSP}min"


def test_french_counts_nothing_and_one_as_singular_and_english_only_one() -> None:
    french, english = translator("fr"), translator("en")
    assert [french.age(timedelta(days=d)) for d in (2, 3)] == [f"il y a {d}{NBSP}jours" for d in (2, 3)]
    assert [english.n("{n} label", "{n} labels", n) for n in (0, 1, 2, 1234)] == [
        "0 labels",
        "1 label",
        "2 labels",
        "1,234 labels",
    ]


@pytest.mark.parametrize(
    ("seconds", "english", "short"),
    [
        (-5, "just now", "now"),
        (59, "just now", "now"),
        (60, "1 min ago", "1 min"),
        (7200, "2 h ago", "2 h"),
        (47 * 3600, "47 h ago", "47 h"),
        (3 * 86_400, "3 days ago", "3 d"),
    ],
)
def test_ages_are_coarse(seconds: int, english: str, short: str) -> None:
    tr = translator("en")
    assert tr.age(timedelta(seconds=seconds)) == english
    assert tr.span(timedelta(seconds=seconds)) == short


def test_amounts_inside_sentences_are_written_as_people_read_them() -> None:
    assert translator("en")("Reserved {amount}", amount=Money(123_450, "USD")) == f"Reserved $1,234.50{NBSP}USD"
    french = translator("fr")("Reserved {amount}", amount=Money(123_450, "CAD"))
    assert french == f"Réservé 1{NBSP}234,50{NBSP}${NBSP}CA"


def test_offers_lose_their_cents_only_where_there_are_none() -> None:
    assert translator("en").round_money(Money(1000, "USD")) == "$10"
    assert translator("fr").round_money(Money(100_000, "CAD")) == f"1{NBSP}000{NBSP}$"
    assert translator("en").round_money(Money(1050, "USD")) == "$10.50"


def test_days_and_times_are_local_and_in_the_language() -> None:
    english, french = translator("en"), translator("fr")
    assert english.datetime(MOMENT, MONTREAL) == f"Nov{NBSP}22, 2026, 3:04{NBSP}PM"
    assert french.datetime(MOMENT, MONTREAL) == f"22{NBSP}nov. 2026, 15{NBSP}h{NBSP}04"
    midnight = datetime(2026, 8, 1, 4, 0, tzinfo=UTC)
    assert english.time(midnight, MONTREAL) == f"12:00{NBSP}AM"
    assert english.time(midnight + timedelta(hours=12), MONTREAL) == f"12:00{NBSP}PM"
    assert french.day("2026-08-01") == f"1{NBSP}août 2026"


def test_weights_and_sizes_have_the_decimal_sign_of_the_language() -> None:
    dims = Dimensions(304_800, 228_600, 63_500)
    assert translator("en").weight(Weight(1_250_000), "kg") == "1.25 kg"
    assert translator("fr").weight(Weight(1_250_000), "kg") == f"1,25{NBSP}kg"
    assert translator("en").dimensions(dims, "in") == "12 × 9 × 2.5 in"
    assert translator("fr").dimensions(dims, "in").replace(NBSP, " ") == "12 × 9 × 2,5 po"
    assert translator("fr").number(-1234) == f"−1{NBSP}234"


@pytest.mark.parametrize(
    ("name", "lang"), [("fr-CA", "fr"), ("fr_FR", "fr"), ("en_US", "en"), ("de", "en"), ("", "en")]
)
def test_a_locale_name_finds_the_nearest_language(name: str, lang: str) -> None:
    assert language(name) == lang
