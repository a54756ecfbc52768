"""Drafts for people: a folder for each announcement, and pages over all of them."""

import errno
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from announcer.core.posts.announcement import Announcement
from announcer.errors import AnnouncerError, OutputError
from announcer.rendering.drafts.contact_sheet import ContactSheet
from announcer.rendering.drafts.draft_pages import DraftPages, PageWriter
from announcer.rendering.drafts.post_record import RECORD_NAME, Draft, sha256, written_files
from announcer.system.durable import (
    make_folder,
    remove,
    replace_folder,
    settle_leftovers,
    sole_writer,
)

_SPACE = "make room on the disk and run the command again; every draft that is there is whole"
_RIGHTS = "let this user write there, or name another folder with --out"
_HINTS = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: _SPACE,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EWOULDBLOCK: "another run is writing drafts there; wait for it, or name another folder with --out",
}


class DraftWriter:
    """Writes drafts into `out`, a folder it may share with files of the user's.

    Its own are the page and the folders that hold a post.json of its making. Of these it replaces and removes
    what it wrote itself; a file that a person added is left in its folder, and one that a person changed is
    kept there as `post.edited.txt`.
    """

    def __init__(self, out: Path, sheet: ContactSheet, *, account: str = "") -> None:
        self._out = out
        self._sheet = sheet
        self._account = account

    def write(self, announcements: Iterable[Announcement], problems: Sequence[AnnouncerError] = ()) -> Path:
        """Write a folder for each announcement and the pages; earlier drafts go. Return the first page's path.

        The same announcements and problems give the same bytes. Where the announcements end early, by an error
        or Ctrl-C, those that came are written, and the first page and the drafts of earlier runs stay.

        Raises:
            OutputError: the folder cannot be written, or another run is writing there.
        """
        try:
            make_folder(self._out)
            with sole_writer(self._out):
                return self._write(announcements, problems)
        except OSError as error:
            raise _output_error(error, self._out) from error

    def _write(self, announcements: Iterable[Announcement], problems: Sequence[AnnouncerError]) -> Path:
        pages = DraftPages(self._out, tuple(words.language for words in self._sheet.words[1:]))
        pages.refuse_foreign(1)
        settle_leftovers(self._out)
        writer = PageWriter(pages, self._sheet)
        folders: set[str] = set()
        for announcement in announcements:
            draft = Draft.of(announcement, self._account)
            _write_draft(self._out / draft.folder, draft.files())
            folders.add(draft.folder)
            writer.add(draft)
        pages.remove_after(writer.finish(problems))
        self._remove_others(folders)
        return pages.path(1)

    def _remove_others(self, current: Collection[str]) -> None:
        for folder in sorted(self._out.iterdir()):
            if folder.name not in current and _is_folder(folder):
                _remove_written(folder)


def _write_draft(folder: Path, files: Mapping[str, bytes]) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        hint = "move it away, or name another folder with --out"
        raise OutputError(f"{folder}: a draft goes here, but this is not a folder", hint=hint)
    if not _holds(folder, files):
        replace_folder(folder, files, _copies(folder, files))


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Return whether a run that was broken off, or an earlier one, wrote these very files."""
    paths = {folder / name: content for name, content in files.items()}
    return all(
        path.is_file() and not path.is_symlink() and path.read_bytes() == content for path, content in paths.items()
    )


def _copies(folder: Path, files: Collection[str]) -> dict[str, Path]:
    """Return what a person added to or changed in the folder, by the name it is to have in the new one."""
    copies: dict[str, Path] = {}
    for path in _added(folder) if folder.is_dir() else []:
        copies[_free_name(path.name, {*files, *copies})] = path
    return copies


def _added(folder: Path) -> list[Path]:
    written = _written(folder)
    return [path for path in sorted(folder.iterdir()) if not _is_written(path, written)]


def _written(folder: Path) -> dict[str, str] | None:
    record = folder / RECORD_NAME
    return written_files(record.read_bytes()) if record.is_file() else None


def _is_written(path: Path, written: Mapping[str, str] | None) -> bool:
    if written is None or not path.is_file() or path.is_symlink():
        return False
    return path.name == RECORD_NAME or written.get(path.name) == sha256(path.read_bytes())


def _free_name(name: str, taken: Collection[str]) -> str:
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    number = 0
    free = name
    while free in taken:
        number += 1
        free = f"{stem}.edited{'' if number == 1 else f'-{number}'}{suffix}"
    return free


def _remove_written(folder: Path) -> None:
    """Remove a draft of an earlier run; what a person added stays, and so does the folder around it."""
    written = _written(folder)
    if written is None:
        return
    added = _added(folder)
    if not added:
        remove(folder)
        return
    for path in sorted(set(folder.iterdir()) - set(added), key=lambda path: path.name == RECORD_NAME):
        path.unlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _output_error(error: OSError, out: Path) -> OutputError:
    place = error.filename2 or error.filename or out
    hint = _HINTS.get(error.errno or 0, "check the folder, or name another with --out")
    return OutputError(f"{place}: the drafts cannot be written: {error.strerror or error}", hint=hint)
