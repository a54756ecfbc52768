"""What `deploy/` and the lock files say holds together."""

import configparser
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = ("announcer.service", "announcer-once.service")
LOCKS = {"requirements.lock": "dependencies", "deploy/build.lock": "requires"}


def locked(name: str) -> dict[str, tuple[str, str]]:
    """Return the versions of a lock file, each with the lines of its entry, by the package's name."""
    entries = re.split(r"\n(?=[\w])", (ROOT / name).read_text("utf-8"))
    pinned = [re.match(r"([\w.-]+)==([^\s;]+)", entry) for entry in entries[1:]]
    assert all(pinned)
    return {found[1]: (found[2], found.string) for found in pinned if found}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_has_every_package_that_is_asked_for_in_a_version_that_is_allowed(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = (project["project"] | project["build-system"])[LOCKS[name]]
    found = locked(name)

    wanted = [Requirement(text) for text in asked]
    assert [one for one in wanted if not one.specifier.contains(found[one.name][0])] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_has_a_hash_of_everything_and_names_no_place(name: str) -> None:
    assert [package for package, (_, entry) in locked(name).items() if "--hash=sha256:" not in entry] == []
    assert "://" not in (ROOT / name).read_text("utf-8")


def test_the_image_is_given_every_file_that_it_is_built_from() -> None:
    given = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    files = [name for line in copied for name in line.split()]

    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert [name for name in files if f"!{name}" not in given] == []


@pytest.mark.parametrize("name", ["compose.yaml", "compose.postgres.yaml"])
def test_a_container_dumps_no_core_and_gains_no_rights(name: str) -> None:
    services = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["services"]
    ours = [service for service in services.values() if service["image"] == "announcer"]

    assert [(one["ulimits"], one["cap_drop"], one["read_only"]) for one in ours] == [({"core": 0}, ["ALL"], True)]


def settings(name: str) -> dict[str, str]:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    parser.read_string((DEPLOY / name).read_text("utf-8"))
    return dict(parser["Service"])


def test_both_units_keep_the_program_within_the_same_bounds() -> None:
    daemon, once = (settings(name) for name in UNITS)
    own = {
        "Type",
        "NotifyAccess",
        "ExecStart",
        "Restart",
        "RestartSec",
        "WatchdogSec",
        "TimeoutStopSec",
        "KillMode",
    }
    own |= {"SuccessExitStatus", "TimeoutStartSec"}

    assert {key: daemon.get(key) for key in set(daemon) - own} == {key: once.get(key) for key in set(once) - own}
    assert daemon["LimitCORE"] == "0"
    assert daemon["Restart"] == "always"


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_every_line_of_a_unit(name: str) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd is not installed")

    done = subprocess.run([analyze, "verify", str(DEPLOY / name)], capture_output=True, text=True, check=False)

    complaints = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert complaints == []


def test_people_call_the_program_as_the_user_whose_queue_it_is(tmp_path: Path) -> None:
    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', "utf-8")
    sudo.chmod(0o755)

    done = subprocess.run(
        ["sh", str(DEPLOY / "announcer.sh"), "hold", "x", "--reason", "two words"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    program = "-u|announcer|--|/opt/announcer/bin/announcer|--site|/var/lib/announcer/site"
    assert done.stdout == f"{program}|hold|x|--reason|two words|"
