"""Every error the program raises, named by what the caller can do, with the exit code it leads to."""

import re
import traceback
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePath

EXIT_FINE = 0
EXIT_ITEM_FAILED = 1
EXIT_USAGE = 2
EXIT_PERSON_NEEDED = 3
EXIT_UNEXPECTED = 70
"""A fault of the program, as sysexits.h has it."""


class AnnouncerError(Exception):
    """Something the user can be told in a line for each of its `problems`: what, where, and what to do next.

    `step` names what the hint advises, such as `resume`, so that the command line can add the command, and a page
    its button.
    """

    exit_code = EXIT_ITEM_FAILED

    def __init__(self, *problems: str, hint: str = "", step: str = "") -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.hint = hint
        self.step = step


class SourceError(AnnouncerError):
    """A file or folder of the user's, or one record in it, cannot be read as a publication; it is left as it was.

    `position` says in human words where in the file the record is; it is empty where the whole file is meant.
    `raw` is a file of the record alone, as it is written, which can be corrected and read again; empty where there
    is none.
    """

    def __init__(self, source: str, problem: str, *, position: str = "", hint: str = "", raw: str = "") -> None:
        super().__init__(": ".join(part for part in (source, position, problem) if part), hint=hint)
        self.source = source
        self.position = position
        self.problem = problem
        self.raw = raw

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross a process boundary (its arguments are not those of `Exception`)."""
        return _rebuild_source_error, (self.source, self.problem, self.position, self.hint, self.raw)


def _rebuild_source_error(source: str, problem: str, position: str, hint: str, raw: str) -> SourceError:
    return SourceError(source, problem, position=position, hint=hint, raw=raw)


class OutputError(AnnouncerError):
    """A file or folder of the program's own cannot be written; what was there before is whole."""


class TemplateError(AnnouncerError):
    """A template is wrong: the message names the file, the line and the field or box."""

    exit_code = EXIT_USAGE


class BrandError(AnnouncerError):
    """A brand file, logo or font is missing or unreadable."""

    exit_code = EXIT_USAGE


class IntakeError(AnnouncerError):
    """No file at all can be taken in, whichever it is."""


class NoticeError(AnnouncerError):
    """People could not be told that they are needed; `target` is the way that failed."""

    def __init__(self, target: str, problem: str) -> None:
        super().__init__(f"{target}: {problem}")
        self.target = target


class UsageError(AnnouncerError):
    """The command was called with words that do not go together."""

    exit_code = EXIT_USAGE


class ConfigurationError(AnnouncerError):
    """The configuration has problems; all of them are listed, each with its dotted key."""

    exit_code = EXIT_USAGE

    def __init__(self, problems: Sequence[str], *, hint: str = "") -> None:
        super().__init__(*problems, hint=hint)


class ChannelError(AnnouncerError):
    """A channel did not do as asked; the subclasses tell the caller what that means for the post."""

    def __init__(self, channel: str, problem: str, *, hint: str = "") -> None:
        super().__init__(f"{channel}: {problem}", hint=hint)
        self.channel = channel
        self.problem = problem


class PostRefusedError(ChannelError):
    """The channel will never take this post; nothing was posted."""


class PostDelayedError(ChannelError):
    """The channel is busy, down or out of reach; nothing was posted, and `wait` is the least time to hold back.

    `by_another` tells that something else may have answered: what it refused may have gone on to the channel, so a
    post is looked up before it is sent once more.
    """

    def __init__(
        self, channel: str, problem: str, *, wait: timedelta, by_another: bool = False, hint: str = ""
    ) -> None:
        super().__init__(channel, problem, hint=hint)
        self.wait = wait
        self.by_another = by_another


class IntermediaryError(PostDelayedError):
    """Something in between answered in the channel's place: a proxy, a firewall, a content delivery network.

    That is no verdict on the post, which was most probably not posted. Two such answers in a row stop the account;
    `reason` says why.
    """

    def __init__(self, channel: str, problem: str, *, wait: timedelta, reason: str, hint: str = "") -> None:
        super().__init__(channel, problem, wait=wait, by_another=True, hint=hint)
        self.reason = reason


class OutcomeUnknownError(ChannelError):
    """The post may be public, so it must be looked up and never sent again blindly.

    `evidence` is what the channel answered; `duplicate` tells that it called the post a copy of an earlier one.
    """

    exit_code = EXIT_PERSON_NEEDED

    def __init__(
        self, channel: str, problem: str, *, evidence: str = "", duplicate: bool = False, hint: str = ""
    ) -> None:
        super().__init__(channel, problem, hint=hint)
        self.evidence = evidence
        self.duplicate = duplicate


class ChannelPausedError(ChannelError):
    """Nothing was posted, and nothing will be until a person has looked at the account; `reason` says why."""

    exit_code = EXIT_PERSON_NEEDED

    def __init__(self, channel: str, problem: str, *, reason: str = "", hint: str = "") -> None:
        super().__init__(channel, problem, hint=hint)
        self.reason = reason or problem


class MediaExpiredError(ChannelError):
    """The channel no longer knows the picture; nothing was posted. Upload it once more, then ask a person."""


class StoreError(AnnouncerError):
    """The store cannot be used, or will not do what was asked; nothing was changed."""


class StoreUnusableError(StoreError):
    """The store cannot be opened, read or written: no room, no right to write, no database, no connection."""

    exit_code = EXIT_USAGE


class NewerSchemaError(StoreError):
    """The store was written by a newer version of the program, which this one must not touch."""

    exit_code = EXIT_USAGE


class NetworkDiskError(StoreError):
    """The store's file lies on a network disk, where file locks cannot be trusted."""

    exit_code = EXIT_USAGE


class StoreLockedError(StoreError):
    """Another daemon is at work on this store."""


class UnknownAnnouncementError(StoreError):
    """There is no announcement of that id."""

    exit_code = EXIT_USAGE


class UnknownProposalError(StoreError):
    """There is no proposal of that id."""

    exit_code = EXIT_USAGE


class WrongStateError(StoreError):
    """The announcement's state does not allow what was asked, such as to cancel what is being sent."""


class StoreConflictError(StoreError):
    """Something else of the same key is in the store already."""


class ReceiptTakenError(StoreConflictError):
    """The channel's post is already recorded as another announcement's."""


class ChangedMeanwhileError(StoreError):
    """Somebody else registered or changed the publication since it was read; nothing was done."""


FAULT_HINT = "this is a fault of the program: please report it, if possible with the record"
LONGEST_WORDS = 300


def unexpected(error: Exception, what: str, *, hint: str = "") -> AnnouncerError:
    """Return the error for an exception that only a fault of the program, or want of memory, can raise.

    `what` names what could not be done, such as `the card of “Title”`.
    """
    is_memory = isinstance(error, MemoryError)
    return AnnouncerError(
        f"{what}: {described(error)}", hint="see to what it is made of" if is_memory else hint or FAULT_HINT
    )


def described(error: BaseException) -> str:
    """Return what went wrong in one line for people, whatever was raised; no name of Python's stands in it.

    Of what the program and the system say of themselves those words; of a fault of the program its place and the
    words of the exception. Whoever wants the traceback has it in the log, or with ANNOUNCER_DEBUG.
    """
    words = " ".join(str(error).split())
    match error:
        case AnnouncerError() if words:
            return words
        case MemoryError():
            return "there is not enough memory for it"
        case OSError():
            words = _OF_SSL.sub("", error.strerror or words) or "it took too long, or was broken off"
            return f"{error.filename}: {words}" if error.filename else words
        case _:
            return f"the program failed at {_place_of(error)}: {words[:LONGEST_WORDS]}".removesuffix(": ")


_OF_SSL = re.compile(r"\[[A-Z]+(?:: \w+)?\] | \(_ssl\.c:\d+\)")
"""What Python puts around OpenSSL's words."""


def _place_of(error: BaseException) -> str:
    """Return where an exception was raised, such as `fonts.py:157`."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
