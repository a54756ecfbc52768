"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.cli.main import COMMANDS, announcer
from announcer.settings.site_settings import SiteSettings
from announcer.system import schemas

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
MODULES = sorted((ROOT / "announcer").rglob("*.py"))


def reference() -> str:
    return "\n".join(page.read_text("utf-8") for page in sorted(REFERENCE.glob("*.md")))


def finding_ids() -> set[str]:
    return {name for module in MODULES for name in _ids_in(ast.parse(module.read_text("utf-8")))}


def _ids_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
            yield from (
                word.value.value
                for word in node.keywords
                if word.arg == "id" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
            )


def settings_of(table: schemas.Key = ()) -> Iterator[str]:
    for name in schemas.known_keys(SiteSettings, table):
        below = list(settings_of((*table, name)))
        yield from below or [".".join(map(str, (*table, name)))]


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


def test_every_finding_is_in_the_reference() -> None:
    text = reference()

    assert finding_ids()
    assert [name for name in sorted(finding_ids()) if f"`{name}`" not in text] == []


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
        "announcer.services.cataloguing",
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
