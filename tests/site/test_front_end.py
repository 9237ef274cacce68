"""The built front end: one page for every address of the application, its files kept by browsers for good."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

PAGE = b"<!doctype html><title>Coalition</title>"
SCRIPT = b"console.log('who decides');" * 50


@pytest.fixture
def built(tmp_path: Path, db: None) -> Iterator[Client]:
    """A client of a site whose front end is a page and a script."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "assets" / "index-4f2a.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "index-4f2a.js.gz").write_bytes(gzip.compress(SCRIPT))
    with override_settings(FRONT_END=tmp_path, WHITENOISE_ROOT=tmp_path):
        yield Client()


@pytest.mark.parametrize("path", ["/", "/opportunities/1e5040d8-19e2-5e36-b672-e3449aeaba44", "/sign-in?next=/x.y"])
def test_every_address_of_the_application_is_the_page_asked_anew_each_time(built: Client, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 200
    assert answer.content == PAGE
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"].startswith("text/html")


def test_files_with_a_hash_in_their_name_are_kept_for_good_and_come_compressed(built: Client) -> None:
    answer = built.get("/assets/index-4f2a.js", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "max-age=3" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(answer.streaming_content)) == SCRIPT  # type: ignore[attr-defined]
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


@pytest.mark.parametrize("path", ["/assets/gone-0000.js", "/api/none", "/static/none.css", "/favicon.ico"])
def test_a_file_that_is_not_there_is_not_the_page(built: Client, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 404
    assert PAGE not in answer.content


def test_a_front_end_that_was_not_built_says_so(tmp_path: Path) -> None:
    with override_settings(FRONT_END=tmp_path, WHITENOISE_ROOT=None):
        answer = Client().get("/accounts")
    assert answer.status_code == 503
    assert "make ui" in answer.content.decode()


def test_the_policy_lets_pages_talk_to_us_and_the_event_stream_alone(built: Client) -> None:
    policy = built.get("/", headers={"host": "127.0.0.1:8000"}).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["connect-src"] == "'self' http://127.0.0.1:8001"
    assert rules["frame-ancestors"] == "'none'"
    assert "script-src" not in rules  # so that default-src holds: no inline scripts, none from elsewhere
    assert "unsafe-eval" not in policy


def test_other_methods_are_refused(built: Client) -> None:
    assert Client(enforce_csrf_checks=False).post("/accounts").status_code == 405
