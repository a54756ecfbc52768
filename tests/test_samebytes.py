from pathlib import Path

from PIL import Image

from tools.samebytes import digests, listed


def test_a_picture_packed_otherwise_has_other_bytes_and_the_same_pixels(tmp_path: Path) -> None:
    card = Image.linear_gradient("L").convert("RGB")
    for name, level in (("tight.png", 9), ("loose.png", 0)):
        card.save(tmp_path / name, compress_level=level)

    assert len(set(digests(tmp_path, pixels=False).values())) == 2
    assert len(set(digests(tmp_path, pixels=True).values())) == 1


def test_pictures_of_the_same_pixels_and_another_shape_differ(tmp_path: Path) -> None:
    for name, size in (("wide.png", (4, 2)), ("high.png", (2, 4))):
        Image.new("RGB", size).save(tmp_path / name)

    assert len(set(digests(tmp_path, pixels=True).values())) == 2


def test_files_are_listed_by_their_paths_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    for name in ("drafts/post.txt", "card.png"):
        (tmp_path / name).write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert listed(digests(tmp_path, pixels=False)) == f"{empty}  card.png\n{empty}  drafts/post.txt\n"
