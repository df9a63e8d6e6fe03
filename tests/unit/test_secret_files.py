"""A secret is read from a file that only its owner may read, and is none that could be guessed."""

from pathlib import Path

import pytest

from api.secret_files import SecretUnfit, secret_in

SECRET = "k" * 32


def file_of(folder: Path, content: bytes, mode: int = 0o600) -> str:
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(mode)
    return str(path)


def test_a_secret_is_read_without_the_end_of_its_line(tmp_path: Path) -> None:
    assert secret_in(file_of(tmp_path, f"{SECRET}\n".encode()), "field") == SECRET


UNFIT = {
    "its group may read it": (SECRET.encode(), 0o640),
    "everybody may read it": (SECRET.encode(), 0o604),
    "it is short": (b"k" * 31, 0o600),
    "it is no text": (b"\xff" * 40, 0o600),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_file_that_is_open_short_or_no_text_is_refused(tmp_path: Path, case: str) -> None:
    with pytest.raises(SecretUnfit) as caught:
        secret_in(file_of(tmp_path, *UNFIT[case]), "metrics_token_file")
    assert caught.value.field == "metrics_token_file"
    assert SECRET not in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SecretUnfit):
        secret_in(str(tmp_path / "none"), "field")
