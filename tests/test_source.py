"""Sources: what is read, and what is said of what is not."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.source import from_bytes, from_file, paths, place, printed_of

WORDS = "The General Assembly,\n\t1.\tUrges States to act – “at once”.\n"


def test_a_file_is_kept_as_it_came(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes(b"\xef\xbb\xbf" + WORDS.encode())
    source = from_file(path)
    assert source.name == str(path)
    assert source.body == path.read_bytes()
    assert source.media_type == "text/plain"
    assert source.digest == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("body", [WORDS.encode(), b"\xef\xbb\xbf" + WORDS.encode()], ids=["bare", "byte-order-mark"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(body):
    assert printed_of(from_bytes("words.txt", body)).text == WORDS


def test_line_ends_and_tabs_are_left_to_others():
    assert printed_of(from_bytes("words.txt", b"A\r\n\tB\rC")).text == "A\r\n\tB\rC"


@pytest.mark.parametrize("name", ["words.txt", "words.pdf", "words", "words.xyz"])
def test_the_name_says_nothing_of_the_form(name):
    assert printed_of(from_bytes(name, b"words")).text == "words"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"GIF89a\x01\x00\x01\x00", "picture"),
        (b"II*\x00\x08\x00\x00\x00", "picture"),
        (b"MM\x00*\x00\x00\x00\x08", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"words\x00words", "no text"),
        (b"\x00\x01\x02\x03", "no text"),
        pytest.param(
            b"\xef\xbb\xbf \n",
            "empty",
        ),
    ],
)
def test_what_is_no_text_is_answered_with_what_it_is(tmp_path, body, words):
    path = tmp_path / "odd.txt"
    path.write_bytes(body)
    with pytest.raises(SourceError, match=rf"odd\.txt: .*{words}"):
        from_file(path)


@pytest.mark.parametrize("body", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", b"PK\x03\x04\x14\x00\x06\x00"])
def test_a_broken_pdf_or_word_file_is_answered_with_its_name(body):
    with pytest.raises(SourceError, match=r"^odd\.bin: "):
        printed_of(from_bytes("odd.bin", body))


@pytest.mark.parametrize(
    ("body", "at"),
    [(b"R\xe9solution", 1), (b"word \x93quoted\x94", 5), (b"ok \xc3", 3), (b"\xed\xa0\x80", 0), (b"ab\xc0\xaf", 2)],
    ids=["latin-1", "windows-1252", "cut-off", "surrogate", "overlong"],
)
def test_what_is_not_utf_8_is_answered_with_the_byte_and_a_remedy(body, at):
    with pytest.raises(SourceError, match=rf"^words\.txt: byte {at} is not UTF-8; save the file as UTF-8"):
        printed_of(from_bytes("words.txt", body))


def test_a_byte_is_counted_from_the_beginning_of_the_file():
    with pytest.raises(SourceError, match=r"byte 5 is"):
        printed_of(from_bytes("words.txt", b"\xef\xbb\xbfab\xff"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"missing\.txt: No such file"):
        from_file(tmp_path / "missing.txt")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(SourceError, match=str(tmp_path)):
        from_file(tmp_path)


def test_an_error_of_a_source_is_one_of_ours():
    assert issubclass(SourceError, MandateGraphError)


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "c/2.txt", "c/10.txt", "c/d/e.txt", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    (tmp_path / "empty").mkdir()
    return tmp_path


def test_folders_are_walked_in_order_of_names(folder):
    found = [str(path.relative_to(folder)) for path in paths([folder])]
    assert found == ["a.txt", "b.txt", "c/10.txt", "c/2.txt", "c/d/e.txt"]


def test_hidden_folders_are_passed_over(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("words")
    assert not [path for path in paths([folder]) if ".git" in path.parts]


def test_places_are_taken_as_they_are_given(folder):
    found = [path.name for path in paths([folder / "b.txt", folder / "c", folder / "a.txt", folder / ".hidden"])]
    assert found == ["b.txt", "10.txt", "2.txt", "e.txt", "a.txt", ".hidden"]


def test_an_empty_folder_has_no_files(folder):
    assert list(paths([folder / "empty"])) == []


def test_a_place_that_does_not_exist_is_named(folder):
    found = paths([folder / "a.txt", folder / "nowhere"])
    assert next(found).name == "a.txt"
    with pytest.raises(SourceError, match=r"nowhere: no such file or folder"):
        next(found)


def test_an_archive_is_a_folder_of_sources(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in ("b/2.txt", "a.txt", ".hidden", "__MACOSX/a.txt"):
            archive.writestr(name, "words")
    found = list(paths([tmp_path]))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["all.zip/a.txt", "all.zip/b/2.txt"]
    assert from_file(found[1]).body == b"words"
    assert list(paths([found[1]])) == [found[1]]
    with pytest.raises(SourceError, match=r"all\.zip/c\.txt: no such file in the archive"):
        from_file(tmp_path / "all.zip" / "c.txt")


def test_no_name_in_an_archive_leads_out_of_it(tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../secret.txt", "harmless")
        archive.writestr(str(tmp_path / "secret.txt"), "harmless")
    assert all(b"the secret" not in from_file(path).body for path in paths([tmp_path / "evil.zip"]))
    assert (tmp_path / "secret.txt").read_text() == "the secret"


def test_what_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("mandategraph.source.place.LARGEST", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "word " * 1000)
    with pytest.raises(SourceError, match=r"bomb\.zip/a\.txt: 5000 bytes are too many"):
        from_file(tmp_path / "bomb.zip" / "a.txt")


def test_an_archive_in_an_archive_is_named():
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(SourceError, match=r"inner\.zip: this is no Word file; unpack the archive"):
        from_bytes("inner.zip", inner.getvalue())


def test_a_pattern_that_the_shell_has_left_is_followed(folder):
    assert [path.name for path in paths([folder / "*.txt"])] == ["a.txt", "b.txt"]
    assert [path.name for path in paths([folder / "**" / "1*.txt"])] == ["10.txt"]


def test_a_dash_is_standard_input(monkeypatch):
    place._standard_input.cache_clear()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(b"words")))
    assert list(paths([Path("-")])) == [Path("-")]
    source = from_file(Path("-"))
    assert (source.name, source.body) == ("standard input", b"words")
    place._standard_input.cache_clear()
