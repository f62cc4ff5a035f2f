"""Sources: what is read, and what is said of what is not."""

import hashlib

import pytest

from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.source import from_bytes, from_file, paths, printed_of

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
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\n <html><body>words</body></html>", "web page"),
        (b"\xef\xbb\xbf<html>", "web page"),
        pytest.param(
            b"<!doctype html>\n<p>words</p>",
            "web page",
        ),
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
