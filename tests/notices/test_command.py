"""A notice by a command, and by a webhook."""

import json
import socket
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.errors import NoticeError
from announcer.notices.command import CommandNotifier
from announcer.notices.webhook import WebhookNotifier
from announcer.ports.notices import Notice, reason_json
from tests.fakes import START
from tests.webhooks import Hook, webhook

REASON = Reason(
    kind=ReasonKind.FAILED,
    subject="00000001",
    since=START,
    message="“A paper” was not posted: too long",
)
NOTICE = Notice(site="A University", reasons=[REASON])


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_a_command_gets_the_notice_as_json(tmp_path: Path) -> None:
    out = tmp_path / "got"

    CommandNotifier(python(f"import sys; open({str(out)!r}, 'w').write(sys.stdin.read())")).tell(NOTICE)

    got = json.loads(out.read_text())
    assert got["subject"] == "A University: “A paper” was not posted: too long"
    assert got["reasons"] == [
        {
            "id": "failed:00000001",
            "kind": "failed",
            "subject": "00000001",
            "since": "2026-11-23T06:00:00+00:00",
            "message": REASON.message,
            "remedy": "see why; send it again, edit it or call it off",
        }
    ]


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import sys; sys.exit('no credit left')", "no credit left"),
        ("import os; os.kill(os.getpid(), 9)", "ended with -9"),
        ("import sys; sys.stderr.write('x' * 9000); sys.exit(3)", "ended with 3"),
    ],
)
def test_a_command_that_fails_is_an_error_in_its_own_words(program: str, words: str) -> None:
    with pytest.raises(NoticeError, match=words):
        CommandNotifier(python(program)).tell(NOTICE)


def test_a_command_that_never_ends_is_ended_with_what_it_started() -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import signal; signal.pause()'])"

    with pytest.raises(NoticeError, match=r"took over 0\.5 s"):
        CommandNotifier(python(program), seconds=0.5).tell(NOTICE)


def test_a_command_that_is_not_there_is_an_error() -> None:
    with pytest.raises(NoticeError, match="no-such-program: No such file"):
        CommandNotifier(["no-such-program"]).tell(NOTICE)


def test_a_webhook_is_posted_the_notice_with_a_text_that_chat_programs_show() -> None:
    with webhook(Hook()) as hook:
        WebhookNotifier(hook.url).tell(NOTICE)

    (posted,) = hook.posted
    assert posted["text"].startswith("A University: “A paper”")
    assert [reason["id"] for reason in posted["reasons"]] == ["failed:00000001"]
    assert posted["test"] is False


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_webhook_that_does_not_take_it_is_an_error_without_its_address(status: int) -> None:
    with webhook(Hook(status=status)) as hook, pytest.raises(NoticeError) as caught:
        WebhookNotifier(hook.url).tell(NOTICE)

    assert str(status) in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_webhook_that_nobody_answers_is_an_error_without_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(NoticeError, match="no answer") as caught:
        WebhookNotifier(f"http://127.0.0.1:{port}/canary").tell(NOTICE)
    assert "canary" not in str(caught.value)


def test_people_read_times_by_the_site_s_clock() -> None:
    at = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    notice = Notice(site="A University", reasons=[replace(REASON, since=at)], zone=ZoneInfo("Asia/Tehran"))

    assert "Since 2026-11-23 09:30 (Asia/Tehran)" in notice.text
    assert reason_json(notice.reasons[0])["since"] == "2026-11-23T06:00:00+00:00"
