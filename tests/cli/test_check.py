import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from announcer.errors import ConfigurationError
from announcer.services.site_files import LEAST_ROOM, require_room
from tests.cli.invoking import announcer
from tests.fakex import FakeX
from tests.sites import LEAST, make_site, queue_up, x_environment, x_table
from tests.store.test_full_disk import disk

__all__ = ["disk"]

ROOT = Path(__file__).parents[2]


def test_the_sample_site_is_fine() -> None:
    done = announcer("--site", ROOT, "check")

    assert done.code == 0
    assert "all fine" in done.out


def test_json_has_a_line_for_each_check() -> None:
    lines = announcer("--json", "--site", ROOT, "check").lines

    assert {line["fine"] for line in lines} == {True}
    assert any("card template summary (fa)" in line["check"] for line in lines)


def test_a_wrong_template_is_told_with_what_to_do(tmp_path: Path) -> None:
    announcer("init", tmp_path / "site")
    folder = tmp_path / "site" / "templates" / "post" / "en"
    folder.mkdir(parents=True)
    (folder / "ours.txt.j2").write_text("{% if %}", "utf-8")

    done = announcer("--site", tmp_path / "site", "check")

    assert done.code == 2
    assert "ours.txt.j2" in done.out
    assert "1 failed" in done.out


def test_what_is_fine_is_one_line_unless_more_is_wanted() -> None:
    brief, verbose = announcer("--site", ROOT, "check"), announcer("--site", ROOT, "check", "--verbose")

    (line,) = brief.out.splitlines()
    assert line.endswith(" checks, all fine")
    assert [one[:4] for one in verbose.out.splitlines()[:-1]] == ["fine"] * int(line.split()[0])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('[card]\ntemplate = "sumary"\n', "card.template: there is no template 'sumary'; did you mean 'summary'?"),
        (
            '[posts]\ntemplate = "new-publicaton"\n',
            "posts.template: there is no template 'new-publicaton'; did you",
        ),
        ('[posts]\nlanguages = ["en", "de"]\n', "there is nothing in 'de' in post, alt, phrases: English is used"),
        ('[schedule]\nholidays = "holidays.txt"\n', "schedule.holidays: holidays.txt: No such file"),
        ('[card]\nbrand = "brands/ours.toml"\n', "brands/ours.toml"),
        (
            '[channels.x]\nenabled = true\naccount = "a"\nca_file = "ours.pem"\n',
            "ours.pem: No such file or directory",
        ),
    ],
)
def test_a_name_in_the_settings_that_leads_nowhere_fails_the_check(
    tmp_path: Path, settings: str, words: str
) -> None:
    (tmp_path / "announcer.toml").write_text(f'[institution]\nname.en = "A University"\n{settings}', "utf-8")

    done = announcer("--site", tmp_path, "check")

    assert done.code == 2
    assert words in done.out


def test_what_is_wrong_with_many_templates_is_printed_once(tmp_path: Path) -> None:
    settings = '[institution]\nname.en = "A University"\n[card]\nbrand = "brands/ours.toml"\n'
    (tmp_path / "announcer.toml").write_text(settings, "utf-8")

    done = announcer("--site", tmp_path, "check")

    assert done.out.count("brands/ours.toml") == 1
    assert "1 failed" in done.out


def test_a_check_that_fails_fails_whoever_reads_it(tmp_path: Path) -> None:
    (tmp_path / "announcer.toml").write_text('[institution]\nname.en = "A"\n[card]\ntemplate = "x"\n', "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        command = [sys.executable, "-m", "announcer", "--site", str(tmp_path), "check"]
        done = subprocess.run(command, stdout=nobody, stderr=subprocess.PIPE, check=False, cwd=ROOT)

    assert (done.returncode, done.stderr) == (2, b"")


def wrong(site: Path, *options: str) -> dict[str, str]:
    """Return what is wrong, by what it is wrong with, and see that the exit code says so."""
    done = announcer("--json", "--site", site, "check", *options)
    found = {line["check"]: line["problem"] for line in done.lines if not line["fine"]}
    assert done.code == (2 if found else 0)
    return found


def test_a_check_makes_no_queue_and_changes_none(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    before = sorted(site.rglob("*"))
    assert wrong(site) == {}
    assert sorted(site.rglob("*")) == before

    queue_up(site)
    content = (site / "queue" / "announcer.db").read_bytes()
    assert wrong(site) == {}
    assert (site / "queue" / "announcer.db").read_bytes() == content


def test_a_queue_that_is_in_use_is_looked_into(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    queue_up(site)
    with closing(sqlite3.connect(site / "queue" / "announcer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert wrong(site) == {}


def test_a_damaged_queue_is_found(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    queue_up(site)
    with (site / "queue" / "announcer.db").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 40 * 4096)

    (problem,) = wrong(site).values()

    assert "announcer.db" in problem


def test_a_queue_that_is_no_database_or_a_newer_program_s_is_found(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "queue" / "announcer.db").write_text("not a database, however long this text may be " * 30, "utf-8")
    assert "not a database" in wrong(site)["queue"]

    (site / "queue" / "announcer.db").unlink()
    queue_up(site)
    with closing(sqlite3.connect(site / "queue" / "announcer.db", isolation_level=None)) as other:
        other.execute("INSERT INTO migration (number, done_at) VALUES (999, '2030-01-01')")
    assert "knows only" in wrong(site)["queue"]


def test_a_postgresql_that_does_not_answer_is_found_and_its_password_is_not_shown(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", '[store]\nurl = "postgresql://bob:canary1@127.0.0.1:1/announcer"\n')

    found = wrong(site)

    assert found["queue"].startswith("PostgreSQL: ")
    assert "canary1" not in str(found)


def test_folders_that_cannot_be_written_are_all_named(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", '[channels.drafts]\nfolder = "ready"\n')
    for name in ("queue/drafts", "queue/rejected", "queue/backups", "ready"):
        (site / name).write_text("a file where a folder should be", "utf-8")

    found = wrong(site)

    assert list(found) == ["folders", "channels.drafts.folder"]
    assert [line.partition(":")[0] for line in found["folders"].splitlines()] == [
        "queue/rejected",
        "queue/drafts",
        "daemon.backup_folder",
    ]


def test_a_user_who_may_write_nothing_is_told(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    site = make_site(tmp_path / "site")
    queue_up(site)
    child = os.fork()
    if not child:  # pragma: no cover (another process)
        os.chdir(site)
        os.setuid(65534)
        os._exit(announcer("--site", ".", "check").code)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2


def test_root_is_told_whose_site_it_is(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    site = make_site(tmp_path / "site")
    os.chown(site, 65534, -1)

    done = announcer("--site", site, "check")

    assert done.code == 0
    assert "root runs this, but the site is" in done.out
    assert "all fine, 1 note" in done.out


def test_a_queue_that_everybody_can_read_is_a_note_with_the_way_to_close_it() -> None:
    place = Path(tempfile.mkdtemp())  # tmp_path lies where nobody else may look
    try:
        place.chmod(0o755)
        site = make_site(place / "site")
        queue_up(site)
        for path in (site, site / "queue"):
            path.chmod(0o755)
        assert "note" not in announcer("--site", site, "check").out

        (site / "queue" / "announcer.db").chmod(0o644)

        done = announcer("--site", site, "check")
        assert done.code == 0
        assert f"chmod o= {site}/queue/announcer.db" in done.out

        (site / "queue").chmod(0o750)
        assert "note" not in announcer("--site", site, "check").out
    finally:
        shutil.rmtree(place)


def test_a_broken_page_template_is_found(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "templates" / "web").mkdir(parents=True)
    (site / "templates" / "web" / "contact-sheet.html.j2").write_text("<p>\n{% if %}", "utf-8")

    assert "contact-sheet.html.j2:2" in wrong(site)["web templates"]


def test_posting_times_are_taken_by_their_sense(tmp_path: Path) -> None:
    times = '[schedule]\nslots = ["daily 23:00"]\nquiet = ["22:00-07:00"]\n'
    assert "leave none of the posting times" in wrong(make_site(tmp_path / "a", times))["posting times"]

    some = times.replace('"daily 23:00"', '"daily 23:00", "daily 09:30"')
    done = announcer("--site", make_site(tmp_path / "b", some), "check")
    assert done.code == 0
    assert "daily 23:00 is within the quiet hours" in done.out


def test_certificates_that_cannot_be_read_are_found(tmp_path: Path) -> None:
    site = make_site(tmp_path, '[channels.x]\nenabled = true\naccount = "a"\nca_file = "ours.pem"\n')
    (site / "ours.pem").write_text("no certificate", "utf-8")

    assert "no certificate that can be read" in wrong(site)["channels.x.ca_file"]


def test_online_asks_whose_the_keys_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in x_environment().items():
        monkeypatch.setenv(name, value)
    with FakeX() as x:
        site = make_site(tmp_path, x_table(x.url))
        assert wrong(site) == {}
        assert x.world.calls == []
        assert wrong(site, "--online") == {}

        (site / "announcer.toml").write_text(
            LEAST + x_table(x.url).replace('account = "', 'account = "other_'), "utf-8"
        )
        assert "other_" in wrong(site, "--online")["X answers"]
    done = announcer("--site", site, "check", "--online")
    assert (done.code, done.err) == (2, "")
    assert "X answers" in done.out


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    settings = '[channels.x]\nenabled = true\naccount = "a"\nca_file = "pipe"\n[store]\nurl = "queue/pipe"\n'
    site = make_site(tmp_path, settings)
    os.mkfifo(site / "pipe")
    os.mkfifo(site / "queue" / "pipe")

    found = wrong(site)

    assert found["channels.x.ca_file"].endswith("pipe: not a plain file")
    assert found["queue"].endswith("pipe: not a plain file")


def test_the_password_and_the_certificates_of_mail_are_looked_for(tmp_path: Path) -> None:
    mail = '[notices.mail]\nhost = "mail.test"\nsender = "a@mail.test"\nto = ["b@mail.test"]\n'
    site = make_site(tmp_path, f'{mail}user = "a"\n')
    assert "password" in wrong(site)["notices.mail"]

    (site / "announcer.toml").write_text(f'{LEAST}{mail}ca_file = "gone.pem"\n', "utf-8")
    assert "gone.pem" in wrong(site)["notices.mail"]


def test_a_disk_without_room_is_found_before_it_stops_posting(tmp_path: Path) -> None:
    folders = {"queue": tmp_path / "queue", "daemon.backup_folder": tmp_path / "backups"}
    free = {"queue": LEAST_ROOM, "backups": LEAST_ROOM - 1}

    require_room({"queue": tmp_path / "queue"}, lambda folder: free[folder.name])
    with pytest.raises(ConfigurationError) as caught:
        require_room(folders, lambda folder: free[folder.name])

    assert caught.value.problems == (
        f"daemon.backup_folder: {tmp_path / 'backups'}: its disk has room for 49 MB; posting needs 50",
    )


def test_the_disks_of_a_site_are_looked_at(disk: Path) -> None:
    found = wrong(make_site(disk / "site"))

    assert list(found) == ["room on the disk"]
    assert f"queue: {disk / 'site' / 'queue'}: its disk has room for " in found["room on the disk"]
