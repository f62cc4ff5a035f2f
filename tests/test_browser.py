"""What a person does in a browser: looks for something, reads, clicks, asks, writes a query; with keyboard and phone too.

Needs Chromium and the packages ``playwright`` and ``axe-playwright-python``; says so when there are none.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from mandategraph.cli import main
from mandategraph.service import Settings
from webserver import serving

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is missing: pages were NOT tried in a browser"
)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing: pages were NOT tried")

ROOT = Path(__file__).parents[1]
SEED = ROOT / "data" / "corpus" / "A_RES_68_187.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGES = {
    "home": "index.html",
    "results": "search.html?q=terrorism",
    "documents": "documents.html",
    "document": "A/RES/68/187.html",
    "cited": "A/RES/66/171.html",
    "actor": "body/unodc.html",
    "state": "state/KEN.html",
    "actors": "actors.html",
    "theme": "theme/1006475.html",
    "themes": "themes.html",
    "session": "session/general-assembly/69.html",
    "verb": "vocab/requests.html",
    "questions": "questions.html",
    "question": "questions/coordination.html?body=UNODC",
    "form": "questions/coordination.html",
    "problem": "questions/coordination.html?body=nobody",
    "missing": "body/nobody.html",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser")
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder / "store")]).exit_code == 0
    with serving(Settings(folder / "store", folder / "words")) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: pages were NOT tried in a browser")
    with playwright.sync_playwright() as started:
        arguments = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
        browser = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, site: str) -> Iterator["playwright.Page"]:
    """A page that asks nobody but the server, and in which no script fails."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    assert not [url for url in asked if not url.startswith((site, "data:", "blob:"))]
    assert not failed


def test_from_a_search_to_the_words_of_a_paragraph(page) -> None:
    page.goto("index.html")
    page.get_by_label("A symbol, a title").fill("a/res/68/187")
    page.get_by_label("A symbol, a title").press("Enter")
    page.get_by_role("link", name="A/RES/68/187").first.click()
    playwright.expect(page).to_have_title(re.compile("^A/RES/68/187"))
    paragraph = page.locator("#para_1")
    playwright.expect(paragraph).to_contain_text("in close coordination with the relevant entities")
    playwright.expect(
        paragraph.get_by_role("link", name="United Nations Office on Drugs and Crime").first
    ).to_be_visible()


def test_marks_can_be_switched_off(page) -> None:
    page.goto("A/RES/68/187.html")
    verb = page.locator("#para_1 .verb").first
    before = verb.evaluate("node => getComputedStyle(node).color")
    page.get_by_label("operative verbs").uncheck()
    assert verb.evaluate("node => getComputedStyle(node).color") != before


def test_from_a_resolution_to_an_actor_and_back_to_the_paragraph(page) -> None:
    page.goto("A/RES/68/187.html")
    page.locator("#para_1").get_by_role("link", name="United Nations Office on Drugs and Crime").first.click()
    playwright.expect(page.get_by_role("heading", level=1)).to_contain_text("UNODC")
    page.get_by_role("link", name="A/RES/68/187, para. 1", exact=True).first.click()
    assert page.url.endswith("#para_1") or "#para_1." in page.url
    playwright.expect(page.locator("#para_1")).to_be_in_viewport()


def test_the_picture_of_an_actor_leads_to_those_it_works_with(page) -> None:
    page.goto("body/unodc.html")
    page.locator("figure svg a").first.focus()
    page.keyboard.press("Enter")
    playwright.expect(page).not_to_have_url(re.compile("body/unodc"))
    playwright.expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_question_is_asked_by_its_form(page) -> None:
    page.goto("questions.html")
    page.get_by_role("link", name="With whom must a body coordinate").click()
    page.get_by_label("Body").fill("UNODC")
    page.get_by_label("Mode").select_option("coordination")
    page.get_by_role("button", name="Ask").click()
    table = page.locator("main table")
    playwright.expect(table).to_contain_text("Member States")
    playwright.expect(table.locator("tbody tr")).to_have_count(2)
    with page.expect_download() as download:
        page.evaluate(
            "address => { const link = document.createElement('a'); link.href = address; link.download = ''; link.click() }",
            page.get_by_role("link", name="CSV").get_attribute("href"),
        )
    assert "Member States" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_query_is_sent_from_the_editor(page) -> None:
    page.goto("editor.html")
    if page.locator("#sparql").is_visible():
        pytest.skip("the editor is not bundled: it was NOT tried")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(
        "SELECT ?symbol WHERE { ?document <https://w3id.org/mandategraph/ontology#hasText> ?text ; "
    )
    page.keyboard.insert_text("<https://w3id.org/mandategraph/ontology#symbol> ?symbol }")
    page.locator(".yasqe_queryButton").click()
    playwright.expect(page.locator(".yasr")).to_contain_text("A/RES/68/187")


def test_without_scripts_everything_can_be_read_and_asked(browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("search.html?q=coordination")
    playwright.expect(page.locator("main")).to_contain_text("A/RES/68/187")
    page.goto("questions/coordination.html?body=UNODC")
    playwright.expect(page.locator("main table")).to_contain_text("Member States")
    page.goto("editor.html")
    playwright.expect(page.get_by_label("Query")).to_be_visible()
    context.close()


def test_the_keyboard_comes_to_the_content_at_once(page) -> None:
    page.goto("A/RES/68/187.html")
    page.keyboard.press("Tab")
    playwright.expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_in_anybodys_way(browser, site: str, name: str, scheme: str) -> None:
    """No rule of axe of any impact is broken, in either colour scheme, on a wide screen and on a phone."""
    for width in (1280, 360):
        context = browser.new_context(base_url=site, color_scheme=scheme, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(PAGES[name])
        found = axe.Axe().run(page).response["violations"]
        assert not [(one["id"], one["impact"], [node["html"] for node in one["nodes"]][:3]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"
        context.close()
