"""Test the page of a batch in a headless Chromium: what it shows, what it must never run, and how fast it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flowshift import Applicability, Finding, Status
from flowshift.batch.diffs import pack
from flowshift.batch.records import FileRecord, Places, RepositoryRecord, State, write_record
from flowshift.batch.report import write_report
from flowshift.batch.settings import Job, Settings
from flowshift.batch.task import Outcome
from playwright.sync_api import Browser, Page, sync_playwright
from repositories import BY_HAND, LEGACY, batch, folder, repository

ATTACK = (
    b"import tensorflow as tf\ny = '</script><script>window.pwned = 1</script><img src=x onerror=window.pwned=1>'\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, or the one that Playwright has installed."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a batch over repositories whose every text tries to become a script."""
    place = tmp_path_factory.mktemp("report")
    folder(
        place / "a",
        **{
            "<script>pwned=1<": LEGACY,
            "evil.py": ATTACK + b"x = tf.log(2.0)  # </script><script>window.pwned=1</script>\n",
            "long.py": LEGACY + b'"""open\n' + b"text\n" * 40 + b'"""\nz = tf.contrib.layers.bow_encoder(y, 3, 3)\n',
            "broken.py": b"import tensorflow as tf\nx = (\n",
        },
    )
    repository(place / "b", m=LEGACY, n=BY_HAND)
    folder(place / "clean", m=b"x = 1\n")
    (place / "list.toml").write_text(
        "[[repository]]\nname = '<img src=x onerror=window.pwned=1>'\npath = 'a'\n"
        "[[repository]]\npath = 'b'\n[[repository]]\npath = 'clean'\n[[repository]]\nname = '{{SCRIPT}}'\npath = 'gone'\n"
    )
    batch("list.toml", cwd=place)
    return place / "out" / "report.html"


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    """Open the report; whatever goes wrong in its script fails the test."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.goto(report.as_uri())
    yield opened
    assert opened.evaluate("window.pwned") is None
    assert wrong == []
    opened.close()


def rows(page: Page) -> list[str]:
    """Return the names of the repositories that are shown."""
    return page.locator("#repositories tbody tr:not([hidden]) td.name").all_inner_texts()


def test_the_overview_shows_state_readiness_and_blockers(page: Page) -> None:
    assert rows(page) == ["<img src=x onerror=window.pwned=1>", "b", "clean", "{{SCRIPT}}"]
    second = page.locator("#repositories tbody tr").nth(1).inner_text()
    assert "migrated" in second
    assert "50 %" in second
    assert "tf.contrib.layers.bow_encoder (1)" in second
    assert "there is no such folder" in page.locator("#repositories tbody tr").nth(3).inner_text()
    assert "1 failed" in page.locator("#states").inner_text()
    assert page.locator("#by-rule .bar").count() >= 1
    assert page.locator("#by-family .bar").count() >= 1


def test_everything_from_user_code_is_text(page: Page) -> None:
    page.locator("#repositories tbody tr").first.click()
    page.locator("#files > details").first.wait_for()
    for file in page.locator("#files > details").all():
        file.locator("summary").click()
    names = page.locator("#files > details > summary").all_inner_texts()
    assert any("<script>pwned=1<.py" in name for name in names)
    assert "</script><script>window.pwned = 1</script>" in page.locator("#files").inner_text()
    assert page.locator("#files script, #files img").count() == 0


def test_diffs_are_made_when_somebody_looks_and_findings_stand_below_their_lines(page: Page) -> None:
    page.locator("#repositories tbody tr").nth(1).click()
    page.locator("#files > details").first.wait_for()
    assert page.locator("table.diff").count() == 0
    page.locator("#files > details summary").nth(0).click()
    page.locator("table.diff").first.wait_for()
    changed = page.locator("table.diff tr:has(td.removed)").first
    assert changed.locator("td").all_inner_texts() == ["2", "x = tf.log(2.0)", "2", "x = tf.math.log(2.0)"]
    below = changed.locator("xpath=following-sibling::tr[1]")
    assert "becomes tf.math.log" in below.inner_text()
    assert changed.locator("td.added mark").all_inner_texts() == ["math", "."]
    assert page.locator("table.diff .keyword").first.inner_text() == "import"
    # A finding outside of every hunk brings its lines along.
    page.locator("#files > details summary").nth(1).click()
    assert "bow_encoder(y, 3, 3)" in page.locator("table.diff").nth(1).inner_text()
    page.locator("tr.finding a").first.click()
    assert "api" in page.locator("#dialog h2").inner_text()
    page.keyboard.press("Escape")


def test_search_filter_and_sort_narrow_the_table(page: Page) -> None:
    page.fill("#search", "bow_encoder")
    assert rows(page) == ["<img src=x onerror=window.pwned=1>", "b"]
    page.fill("#search", "")
    page.locator("#states button", has_text="clean").click()
    assert rows(page) == ["clean"]
    page.locator("#states button", has_text="clean").click()
    page.locator("#by-rule .bar").first.click()
    assert len(rows(page)) == 2
    page.locator("#chosen button").click()
    page.locator("[data-sort=name]").click()
    page.locator("[data-sort=name]").click()
    assert rows(page)[0] == "{{SCRIPT}}"


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("b")
    page.keyboard.press("Escape")
    page.fill("#search", "")
    page.locator("#search").blur()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#files > details").first.wait_for()
    assert page.locator("#repository h2").first.inner_text() == "b"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("table.diff").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#repositories tbody tr").first.wait_for()
    page.keyboard.press("?")
    assert "next, previous" in page.locator("#dialog").inner_text()


def test_dark_and_light(page: Page) -> None:
    def back() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = back()
    page.keyboard.press("t")
    assert back() != light
    assert page.evaluate("localStorage.getItem('flowshift-theme')") == "dark"
    page.keyboard.press("t")
    assert back() == light


TIMED = """() => {
    const times = {};
    const timed = (name, work) => {
        const began = performance.now();
        work();
        document.body.offsetHeight;
        times[name] = performance.now() - began;
    };
    const search = (text) => {
        const box = document.getElementById("search");
        box.value = text;
        box.dispatchEvent(new Event("input"));
    };
    timed("filter", () => search("team-99"));
    timed("all", () => search(""));
    timed("sort", () => document.querySelector("[data-sort=manual]").click());
    times.load = performance.getEntriesByType("navigation")[0].domComplete;
    return times;
}"""


def test_a_thousand_repositories_do_not_stall_the_page(browser: Browser, tmp_path: Path) -> None:
    places, jobs = Places(str(tmp_path)), []
    diff = b"--- a/m.py\n+++ b/m.py\n@@ -1,200 +1,200 @@\n" + b"-x = tf.log(2.0)\n+x = tf.math.log(2.0)\n" * 200
    for number in range(1000):
        findings = tuple(
            Finding(line, 1, f"api{line % 7}", "tf.log", "becomes tf.math.log", list(Applicability)[line % 3])
            for line in range(1, 41)
        )
        names = [f"pkg/m{file}.py" for file in range(10)]
        files = tuple(FileRecord(name, Status.CHANGED, True, None, findings) for name in names)
        record = RepositoryRecord(f"team-{number}", f"/srv/{number}", State.MIGRATED, files=files)
        write_record(places.record(record.name), record)
        outcomes = [Outcome(name, Status.CHANGED, findings, patch=diff, concerned=True) for name in names]
        Path(places.diffs(record.name)).write_bytes(pack(outcomes))
        jobs.append(Job(record.name, record.location))
    write_report(Settings(str(tmp_path)), jobs)
    assert len(json.loads((tmp_path / "summary.json").read_text())["results"]) == 1000
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    took = page.evaluate(TIMED)
    assert page.locator("#repositories tbody tr").count() == 1000
    # On a machine that others use too; alone it is a tenth of this.
    assert took["load"] < 8000, took
    assert max(took["filter"], took["all"], took["sort"]) < 1500, took
    page.goto((tmp_path / "report.html").as_uri() + "#repository/500")
    page.locator("#files > details").first.click(timeout=5000)
    page.locator("table.diff tr:has(td.removed)").first.wait_for(timeout=5000)
    page.close()
