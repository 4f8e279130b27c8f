"""Rules of the house that no linter knows, looked for in the text and the syntax of the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house_files import PACKAGES, files, place, program_files

CODE = (".py", ".pyi")
TEXT = (*CODE, ".cfg", ".toml", ".md", ".txt", ".sh", ".mjs", ".json", ".csv", "Makefile", "setup", "run")
LINES_MAX = 400
# Built from halves, so that these files do not find themselves.
IGNORE = re.compile("type:" + r"\s*ignore")
PROMISE = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME)\b")
REASONLESS = re.compile("# no" + r"qa(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \S)")
MACHINE = re.compile("/(?:ro" + "ot|ho" + "me|wo" + "rk|Us" + r"ers)/\w|\\Us" + r"ers\\|\.py" + "env")
OUTSIDE = re.compile(r"(?:\.\./|/)shar" + "ed/")
ENDS_A_TRANSACTION = re.compile(r"\s*(?:begin|commit|end|rollback|savepoint|release)\b", re.IGNORECASE)
# The store itself, and the practice provider, which keeps its own books in its own file as a real one would.
OWN_DATABASE = re.compile(r"core/store/|core/gateways/postage/practice_file\.py$")


def findings(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    """Where `pattern` stands in `paths`."""
    return [
        place(path, number)
        for path in paths
        # Sample order files have other encodings.
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """All calls in a file with the dotted text of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_types_are_never_switched_off() -> None:
    assert findings(IGNORE, files(suffixes=CODE)) == []


def test_no_promise_is_left_in_a_comment() -> None:
    assert findings(PROMISE, files(suffixes=TEXT)) == []


def test_a_linter_is_only_overruled_with_a_reason() -> None:
    assert findings(REASONLESS, files(suffixes=CODE)) == []


def test_no_file_names_a_place_of_one_machine() -> None:
    assert findings(MACHINE, files(suffixes=TEXT)) == []
    assert findings(OUTSIDE, files(suffixes=CODE)) == []


def test_files_stay_short() -> None:
    long = {
        place(path): count
        for path in files(suffixes=CODE)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LINES_MAX
    }
    assert long == {}


def test_every_folder_with_code_is_a_package() -> None:
    bare = {
        place(path.parent)
        for package in PACKAGES
        for path in files(package)
        if not (path.parent / "__init__.py").exists()
    }
    assert bare == set()


def own_transactions(path: Path) -> list[str]:
    """Where a file begins or ends a transaction by itself."""
    found = []
    for name, call in calls(path):
        attribute = name.rpartition(".")[2]
        first = call.args[0] if call.args else None
        statement = first.value if isinstance(first, ast.Constant) else ""
        if attribute in ("executescript", "atomic", "commit", "rollback") or (
            attribute in ("execute", "query") and isinstance(statement, str) and ENDS_A_TRANSACTION.match(statement)
        ):
            found.append(place(path, call.lineno))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.With):
            found += [
                place(path, node.lineno)
                for item in node.items
                if re.search(r"(?:^|[._])conn(?:ection)?$", ast.unparse(item.context_expr))
            ]
    return found


def test_only_the_store_ends_a_transaction() -> None:
    """D1: `execute("COMMIT")`, `executescript` and `with conn` slip past the authorizer."""
    assert [
        at for path in program_files() if not OWN_DATABASE.match(place(path)) for at in own_transactions(path)
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        'db.execute("COMMIT")',
        'db.execute("  begin immediate")',
        'db.conn.executescript("x")',
        "db.conn.commit()",
        "with db.conn:\n    pass",
        "with connection:\n    pass",
    ],
)
def test_the_search_for_transactions_finds(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("house_files.ROOT", tmp_path)
    path = tmp_path / "sample.py"
    path.write_text(line + "\n", encoding="utf-8")
    assert own_transactions(path) == ["sample.py:1"]


def test_only_the_clock_reads_the_time() -> None:
    """Two practice days are byte-equal because no other module of core asks what time it is."""
    clocks = re.compile(r"^(?:datetime\.)*(?:datetime\.(?:now|utcnow|today)|date\.today)$|^time\.(?:time|time_ns)$")
    readers = [
        place(path, call.lineno)
        for path in files("core")
        for name, call in calls(path)
        if clocks.match(name) and path.name != "clock.py"
    ]
    assert readers == []


def test_only_ids_are_random() -> None:
    chance = re.compile(r"^(?:import|from) (?:random|secrets|uuid)\b")
    sources = [at for at in findings(chance, files("core")) if not at.startswith("core/ids.py:")]
    assert sources == []


def test_no_member_of_an_enum_is_an_empty_tuple() -> None:
    """CPython 3.11.0 to 3.11.3 make a bare object of it (seen on Debian 12's 3.11.2)."""
    found = [
        place(path, member.lineno)
        for path in program_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases)
        for member in node.body
        if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple) and not member.value.elts
    ]
    assert found == []
