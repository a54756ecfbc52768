"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.cli.main import COMMANDS, announcer
from announcer.core.finding_catalogue import CATALOGUE
from announcer.settings.site_settings import SiteSettings
from announcer.system import schemas
from tools import findings_page

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
MODULES = sorted((ROOT / "announcer").rglob("*.py"))
KINDS = {kind.id: kind for kinds in CATALOGUE.values() for kind in kinds}


def reference() -> str:
    return "\n".join(page.read_text("utf-8") for page in sorted(REFERENCE.glob("*.md")))


def raised_findings() -> Iterator[tuple[str, str, set[str | None]]]:
    """Yield for each call of `finding` its place, the id, and the names of the values it gives."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "finding":
                assert isinstance(node.args[0], ast.Constant), f"{module}:{node.lineno}: the id is not written out"
                names = {word.arg for word in node.keywords} - {"level"}
                yield f"{module.relative_to(ROOT)}:{node.lineno}", str(node.args[0].value), names


def settings_of(table: schemas.Key = ()) -> Iterator[str]:
    for name in schemas.known_keys(SiteSettings, table):
        below = list(settings_of((*table, name)))
        yield from below or [".".join(map(str, (*table, name)))]


def test_no_folder_but_the_commands_has_more_modules_than_a_reader_can_look_over() -> None:
    folders = Counter(str(module.parent.relative_to(ROOT)) for module in MODULES if module.name != "__init__.py")

    assert {folder: number for folder, number in folders.items() if number > 25} == {
        "announcer/cli": folders["announcer/cli"]
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_over_400_lines_and_each_tells_its_duty(module: Path) -> None:
    text = module.read_text("utf-8")

    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))


def test_the_queue_folder_never_shadows_pythons_queue() -> None:
    assert not list((ROOT / "queue").rglob("*.py"))


def test_every_command_is_in_the_reference() -> None:
    text = reference()

    assert [name for name in COMMANDS if f"`announcer {name}" not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_a_command_what_the_command_says_of_itself(name: str) -> None:
    command = announcer.get_command(announcer.make_context("announcer", ["count"], resilient_parsing=True), name)

    assert command is not None
    assert (command.help or "").splitlines()[0] == COMMANDS[name][1]


def test_every_setting_is_in_the_reference() -> None:
    text = reference()

    assert [name for name in settings_of() if f"`{name}`" not in text] == []


def test_every_finding_that_is_raised_is_in_the_catalogue_and_the_other_way_round() -> None:
    assert {kind_id for _, kind_id, _ in raised_findings()} == set(KINDS)


def test_no_finding_is_made_past_the_catalogue() -> None:
    pattern = re.compile(r"\bFinding\(\s*id=['\"]")

    assert [str(module) for module in MODULES if pattern.search(module.read_text("utf-8"))] == []


def test_every_finding_is_raised_with_the_values_that_its_words_need() -> None:
    wrong = [
        f"{place}: {kind_id} needs {sorted(KINDS[kind_id].values)}"
        for place, kind_id, names in raised_findings()
        if names | {"where"} != KINDS[kind_id].values | {"where"}
    ]

    assert wrong == []


def test_the_reference_of_findings_is_that_of_the_catalogue() -> None:
    text = findings_page.PAGE.read_text("utf-8")

    assert text == findings_page.page(text), "run python -m tools.findings_page"


def test_the_help_imports_no_heavy_library() -> None:
    program = "import sys; from announcer.cli.main import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    heavy = {"tweepy", "PIL", "pydantic", "jinja2", "uharfbuzz", "rich"}
    assert heavy & {name.partition(".")[0] for name in done.stdout.split()} == set()


def test_one_card_imports_nothing_that_is_for_the_queue_or_the_network() -> None:
    program = "import sys; import announcer.cli.card; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    idle = {
        "announcer.wiring.site_queue",
        "announcer.store",
        "announcer.services.catalogue.cataloguing",
        "sqlite3",
        "tweepy",
        "rich",
        "segno",
    }
    assert idle & set(done.stdout.split()) == set()


def test_the_project_names_no_machine_of_ours() -> None:
    pattern = re.compile(r"/(?:work|root|farm)/|pypi-more|/opt/wheels")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout, so there is no list of the project's files")
    texts = [
        ROOT / name for name in tracked.stdout.split() if Path(name).suffix in {".py", ".md", ".toml", ".j2", ""}
    ]

    found = [str(path) for path in texts if path.is_file() and pattern.search(path.read_text("utf-8", "replace"))]
    assert [path for path in found if path != __file__] == []


PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]

    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_page_that_the_code_names_is_there() -> None:
    files = [*MODULES, *(path for path in (ROOT / "templates").rglob("*") if path.is_file())]
    named = {name for path in files for name in re.findall(r"docs/[\w/-]+\.md", path.read_text("utf-8"))}

    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_no_file_name_has_two_meanings() -> None:
    shared = {"__init__.py", "registry.py", "importer.py"}
    names = Counter(path.name for path in (ROOT / "announcer").rglob("*.py"))
    assert {name for name, number in names.items() if number > 1} <= shared
