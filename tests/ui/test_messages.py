"""Every code has its words, in every language that is there; no message asks for a field that its error does not name.

Serves the rule of `core/errors.py` (core writes no prose) and MISSION section 7, no. 16 (rule cards).
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import core
import printers
from core.accounts.records import Setup, Wallet
from core.accounts.rules import LABEL_FORMATS, FormProblems, missing_steps
from core.billing.checks import _QUERIES as BILLING_QUERIES
from core.carriers.model import ServiceState
from core.carriers.rate_cards import RowProblem
from core.carriers.rating import NoQuoteReason
from core.carriers.rules import VoidMoment
from core.carriers.scanning import Kind as ScanKind
from core.context import Mode
from core.errors import OutcomeUnknown, Problem, Refused, Rule, StationError, Unavailable
from core.gateways.postage.practice_faults import VOID_REASONS
from core.i18n import LANGUAGES, translator
from core.labels.rules import LabelState
from core.ledger.checks import _QUERIES
from core.money import Money
from core.orders.records import Field, OrderEvent, OrderState
from core.orders.report import ConflictKind, SkipReason
from core.printing.port import Delivered
from core.printing.rules import JobState
from core.purchases.rules import Kind, State
from core.wallet.rules import NotAMultiple
from printers.status import PrinterProblem
from printers.transports.port import AddressFault
from ui.messages import MESSAGES, OVERRIDES, RULES, explain, money_text, one_line, rule_text
from ui.messages_base import Fields, Table
from ui.messages_money import FINDINGS
from ui.messages_problems import FIELDS, PROBLEMS, code_text, problem_text
from ui.messages_reasons import NO_RATES, PRINT_REASONS, PROVIDER_REASONS
from ui.messages_reasons import VOID_REASONS as VOID_WORDS
from ui.messages_words import (
    CONFLICTS,
    DELIVERIES,
    JOB_STATES,
    LABEL_STATES,
    MODES,
    ORDER_EVENTS,
    ORDER_STATES,
    PURCHASE_KINDS,
    PURCHASE_STATES,
    SCAN_KINDS,
    SERVICE_STATES,
    SKIPS,
    step,
)
from ui.messages_words import (
    LABEL_FORMATS as FORMAT_WORDS,
)
from ui.views import MoneyMoved

ROOT = Path(__file__).resolve().parents[2]
EN = translator("en")
MONEY_FIELDS = {
    "amount", "lower", "upper", "minimum", "ceiling", "balance", "needed", "available", "short", "at_risk",
}  # fmt: skip
PROBLEM_CODE = re.compile(
    r"(?:address|autofund|order|row|form|accounts|people|printing|printers|printer|carriers\.file|practice|rates|"
    r"rate-card)\.[a-z][a-z.-]*"
)
OWN_ERROR = re.compile(r"^class \w+\((?:Refused|Unavailable|OutcomeUnknown|StationError)\):", re.MULTILINE)
FILE_NAMES = re.compile(r".*\.(?:db|lock|toml|txt|json|csv|po)")


def modules(*packages: ModuleType) -> Iterator[ModuleType]:
    """Every module of `packages`."""
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def kinds_below(kind: type[StationError]) -> Iterator[type[StationError]]:
    """All subclasses."""
    for sub in kind.__subclasses__():
        yield sub
        yield from kinds_below(sub)


def ui_modules_with_errors() -> Iterator[ModuleType]:
    """The modules of the window and the commands that have error classes of their own."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        if OWN_ERROR.search(path.read_text(encoding="utf-8")):
            yield importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def all_kinds() -> list[type[StationError]]:
    """Every error class of core, the device package and the ui, one for each code."""
    for _ in (*modules(core, printers), *ui_modules_with_errors()):
        pass
    ours = ("core", "printers", "ui")
    found = {kind.code: kind for kind in kinds_below(StationError) if kind.__module__.partition(".")[0] in ours}
    return [found[code] for code in sorted(found)]


def named_fields(kind: type[StationError]) -> set[str]:
    """The fields that the docstring of an error class names."""
    return set(re.findall(r"``([a-z_0-9]+)``", (kind.__doc__ or "").partition("Fields:")[2]))


class Watched(Fields):
    """Fields that note what is asked for."""

    def __init__(self, names: set[str]) -> None:
        values: dict[str, object] = {name: Money(2500, "USD") if name in MONEY_FIELDS else "7" for name in names}
        if "problems" in names:
            values["problems"] = [Problem("line1", "form.required")]
        super().__init__(values)
        self.asked: set[str] = set()

    def value(self, name: str) -> object:
        self.asked.add(name)
        return super().value(name)


KINDS = all_kinds()


def test_every_error_class_has_a_message() -> None:
    assert len(KINDS) > 60
    assert [kind.code for kind in KINDS if kind.code not in MESSAGES] == []


def test_no_two_error_classes_share_a_code() -> None:
    owners: dict[str, set[str]] = {}
    for kind in kinds_below(StationError):
        if not kind.__module__.startswith("test"):
            owners.setdefault(kind.code, set()).add(kind.__qualname__)
    assert {code: names for code, names in owners.items() if len(names) > 1} == {}


def test_no_message_is_left_of_a_code_that_is_gone() -> None:
    known = {kind.code for kind in KINDS} | {StationError.code}
    assert sorted(set(MESSAGES) - known) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_message_uses_only_fields_that_its_error_names(kind: type[StationError]) -> None:
    fields = Watched(named_fields(kind))
    told = MESSAGES[kind.code](EN, fields)
    assert fields.asked <= named_fields(kind)
    assert told.happened.endswith((".", ":"))
    assert told.todo
    assert "{" not in told.happened + told.todo


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_message_can_be_made_in_every_language(kind: type[StationError], lang: str) -> None:
    tr = translator("fr" if lang == "fr" else "en")
    told = MESSAGES[kind.code](tr, Watched(named_fields(kind)))
    assert told.happened.strip()


def problem_codes() -> dict[str, str]:
    """Every text in core and the device package that has the form of a problem's code, with a file that has it."""
    found = {}
    for top in ("core", "printers"):
        for path in sorted((ROOT / top).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and PROBLEM_CODE.fullmatch(text) and not FILE_NAMES.fullmatch(text):
                    found[text] = path.name
    return found


def test_every_code_of_a_problem_a_hold_a_warning_or_a_missing_rate_has_its_words() -> None:
    found = problem_codes()
    assert {"address.postal-impossible", "order.weight-zero", "rates.no-price", "rate-card.overlap"} <= found.keys()
    assert [code for code in found if code not in {*PROBLEMS, *MESSAGES, *NO_RATES}] == []


def test_no_words_are_left_of_a_problem_that_is_gone() -> None:
    by_rule = {f"printer.bad-address.{fault.value}" for fault in AddressFault}
    by_rule |= {"rates.dimensions-required", "rates.company-required", "rates.phone-required", "rates.not-in-wallet"}
    assert sorted({*PROBLEMS, *NO_RATES} - problem_codes().keys() - by_rule) == []


@pytest.mark.parametrize("code", sorted(PROBLEMS))
@pytest.mark.parametrize("value", ["", "x"])
def test_a_problem_is_a_whole_sentence(code: str, value: str) -> None:
    text = problem_text(EN, Problem("line1", code, value))
    assert text[0] == text[0].upper()
    assert text.endswith((".", ": ", ": x"))
    assert "{" not in text


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (ORDER_STATES, [s.value for s in OrderState]),
        (ORDER_EVENTS, [*(e.value for e in OrderEvent), "edit", "use-as-is"]),
        (LABEL_STATES, [s.value for s in LabelState]),
        (JOB_STATES, [s.value for s in JobState]),
        (PURCHASE_STATES, [s.value for s in State]),
        (PURCHASE_KINDS, [k.value for k in Kind]),
        (MODES, [m.value for m in Mode]),
        (SERVICE_STATES, [s.value for s in ServiceState]),
        (FORMAT_WORDS, LABEL_FORMATS),
        (SKIPS, [s.value for s in SkipReason]),
        (CONFLICTS, [c.value for c in ConflictKind]),
        (DELIVERIES, [d.value for d in Delivered]),
        (SCAN_KINDS, [k.value for k in ScanKind]),
        (NO_RATES, [n.value for n in NoQuoteReason]),
        (VOID_WORDS, [reason.replace("_", "-") for reason in VOID_REASONS]),
        (VOID_WORDS, [m.value for m in VoidMoment if m is not VoidMoment.OPEN]),
        (PRINT_REASONS, [p.value for p in PrinterProblem]),
        (
            FIELDS,
            [f.value for f in (Field.NUMBER, Field.NAME, Field.FIRST_NAME, Field.COMPANY, Field.LINE1, Field.CITY)],
        ),
        (FINDINGS, [name for name, _ in (*_QUERIES, *BILLING_QUERIES)]),
    ],
)
def test_every_member_of_a_closed_set_has_its_word(table: Table, codes: list[str]) -> None:
    assert [code for code in codes if code not in table] == []
    assert all(words(tr).strip() for words in table.values() for tr in map(translator, LANGUAGES))


def reasons_given(*names: str) -> set[str]:
    """Literal ``reason=`` of calls of `names` in core."""
    found = set()
    for path in (ROOT / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in names:
                continue
            found |= {
                k.value.value
                for k in node.keywords
                if k.arg == "reason" and isinstance(k.value, ast.Constant) and isinstance(k.value.value, str)
            }
    return found


def test_every_reason_of_a_provider_has_its_words() -> None:
    given = reasons_given("GatewayRefused", "GatewayUnavailable", "GatewayUnknown", "CannotTell", "NoRate")
    assert len(given) > 8
    assert sorted(given - PROVIDER_REASONS.keys()) == []


def rules_named() -> set[Rule]:
    """Every rule card in core."""
    found = set()
    for module in modules(core, printers):
        found |= {value for value in vars(module).values() if isinstance(value, Rule)}
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Refused) and value.rule is not None:
                found.add(value.rule)
    return found


def test_every_rule_card_is_translated() -> None:
    rules = rules_named()
    assert len(rules) >= 5
    assert sorted(rule.name for rule in rules if rule.name not in RULES) == []
    assert sorted(rule.override for rule in rules if rule.override and rule.override not in OVERRIDES) == []


def test_a_refusal_shows_its_rule_card() -> None:
    """MISSION section 7, no. 16: the rule, its source, its day, who may override it."""
    amount = Money(2500, "USD")
    error = NotAMultiple(amount=amount, lower=Money(2000, "USD"), upper=Money(3000, "USD"))
    view = explain(EN, error)
    assert view.happened == "$25.00\u00a0USD is not a multiple of 10.00."
    assert view.todo == "Buy $20.00\u00a0USD or $30.00\u00a0USD."
    assert view.money is MoneyMoved.NO
    assert view.code == "wallet.not-a-multiple"
    assert error.rule is not None
    assert view.detail == rule_text(EN, error.rule)
    assert view.detail.splitlines() == [
        "Rule: Postage is bought in multiples of 10.00, at least 10.00",
        "Source: One Balance in The Hub (purchase amount); Stamps.com minimum, Nov\u00a022, 2026",
        "Nobody can override it.",
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_money_that_may_have_moved_is_never_called_unmoved(kind: type[StationError]) -> None:
    error = StationError.__new__(kind)
    error.fields = {}
    if isinstance(error, FormProblems):
        error.problems = []
    if kind.code == "rate-card.rejected":
        return
    moved = explain(EN, error).money
    is_fault = kind.code == "program.fault"  # of the program itself, at any moment
    assert (moved is MoneyMoved.UNKNOWN) == (issubclass(kind, OutcomeUnknown) or is_fault)
    assert is_fault or issubclass(kind, Refused | Unavailable | OutcomeUnknown)


def test_the_three_answers_about_money_differ() -> None:
    assert len({money_text(EN, moved) for moved in MoneyMoved}) == len(MoneyMoved)


def test_a_code_of_the_future_gets_the_words_of_its_family() -> None:
    class Tomorrow(Unavailable):
        """Not known to any table."""

        code = "test.tomorrow"

    view = explain(EN, Tomorrow())
    assert view.code == "test.tomorrow"
    assert view.happened == explain(EN, Unavailable()).happened


def test_a_form_tells_all_of_its_problems() -> None:
    view = explain(EN, FormProblems([Problem("last4", "accounts.last-four", "12"), Problem("holder", "form.required")]))
    assert view.happened == "2 entries need correcting."
    assert view.todo.splitlines() == [
        "Last four digits: exactly four digits, or nothing.",
        "Holder: fill this in.",
    ]


def test_a_rejected_rate_card_tells_its_rows() -> None:
    from core.carriers.service import RateCardRejected

    problems = (RowProblem(3, "price", "rate-card.bad-price", "0"), RowProblem(9, "zone", "rate-card.bad-zone", "?"))
    view = explain(EN, RateCardRejected("mine.csv", problems))
    assert view.happened == "The rate card mine.csv was not imported; problems: 2."
    assert view.todo.splitlines() == [
        "Row 3: “0” is not a price above zero.",
        "Row 9: “?” is not a zone, country, region or postal prefix.",
    ]


def test_one_line_has_no_line_ends() -> None:
    error = FormProblems([Problem("last4", "accounts.last-four"), Problem("holder", "form.required")])
    assert "\n" not in one_line(EN, error)


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert code_text(EN, "order.of-the-future", "weight", "9") == "Order.of-the-future 9"


def test_every_step_of_set_up_has_its_words() -> None:
    wallet = Wallet("usd", "x", "practice", "USD", ("usps",), Money(1, "USD"), Money(1, "USD"))
    steps = missing_steps(wallet, Setup("usd"))
    assert [step(EN, code) for code in steps] == [
        "account holder", "payment method", "ship-from location", "terms of USPS", "label format",
    ]  # fmt: skip


def test_texts_are_literal_so_that_translators_find_them() -> None:
    for path in (ROOT / "ui").glob("messages*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tr":
                assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno}"
