"""Recognise a network disk, where SQLite's locks and its shared memory cannot be trusted."""

from pathlib import Path

from announcer.errors import NetworkDiskError

NETWORK_DISKS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "gfs2", "ocfs2", "beegfs"}
    | {"fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.davfs2", "davfs", "virtiofs", "vboxsf"}
)
MOUNTS = Path("/proc/self/mountinfo")


def refuse_network_disk(folder: Path, mounts: Path = MOUNTS) -> None:
    """Return where the folder lies on a disk of this machine, or where the system does not say.

    Raises:
        NetworkDiskError: it lies on a network disk.
    """
    if not mounts.exists():
        return
    kind = disk_kind(folder.resolve(), mounts.read_text("utf-8", "surrogateescape"))
    if kind in NETWORK_DISKS:
        message = f"{folder}: lies on a network disk ({kind}), where two programs may write at once unseen"
        raise NetworkDiskError(message, hint="keep the store on a local disk, or use PostgreSQL ([store] url)")


def disk_kind(folder: Path, mountinfo: str) -> str:
    """Return the kind of file system that the resolved `folder` lies on, given Linux's table of mounts."""
    best, kind = Path(), ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        place = Path(_unescaped(before.split()[4]))
        if folder.is_relative_to(place) and len(place.parts) >= len(
            best.parts
        ):  # the later mount covers the earlier
            best, kind = place, after.split()[0]
    return kind


def _unescaped(path: str) -> str:
    for code, letter in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        path = path.replace(code, letter)
    return path
