"""Every error the program raises, named by what the caller can do, with the exit code it leads to."""

from collections.abc import Sequence

EXIT_FINE = 0
EXIT_ITEM_FAILED = 1
EXIT_USAGE = 2
EXIT_PERSON_NEEDED = 3


class AnnouncerError(Exception):
    """Something the user can be told in one line: what, where, and what to do next."""

    exit_code = EXIT_ITEM_FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SourceError(AnnouncerError):
    """A file or folder of the user's cannot be read as publications; it is left as it was."""

    def __init__(self, source: str, problem: str, *, hint: str = "") -> None:
        super().__init__(f"{source}: {problem}", hint=hint)
        self.source = source
        self.problem = problem

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross a process boundary (its arguments are not those of `Exception`)."""
        return _rebuild_source_error, (self.source, self.problem, self.hint)


def _rebuild_source_error(source: str, problem: str, hint: str) -> SourceError:
    return SourceError(source, problem, hint=hint)


class OutputError(AnnouncerError):
    """A file or folder of the program's own cannot be written; what was there before is whole."""


class TemplateError(AnnouncerError):
    """A template is wrong: the message names the file, the line and the field or box."""

    exit_code = EXIT_USAGE


class BrandError(AnnouncerError):
    """A brand file, logo or font is missing or unreadable."""

    exit_code = EXIT_USAGE


class UsageError(AnnouncerError):
    """The command was called with words that do not go together."""

    exit_code = EXIT_USAGE


class ConfigurationError(AnnouncerError):
    """The configuration has problems; all of them are listed, each with its dotted key."""

    exit_code = EXIT_USAGE

    def __init__(self, problems: Sequence[str], *, hint: str = "") -> None:
        super().__init__("\n".join(problems), hint=hint)
        self.problems = tuple(problems)
