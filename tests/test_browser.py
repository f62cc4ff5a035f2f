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
    "timeline": "post/secretary-general.html",
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


def _drawn(page, address: str, kind: str):
    """A picture of a page, when it is drawn."""
    page.goto(address)
    drawn = page.locator(f".picture[data-kind={kind}]")
    if not drawn.count():
        pytest.skip("nothing is bundled to draw with: pictures were NOT tried")
    drawn.scroll_into_view_if_needed()
    playwright.expect(drawn).to_have_attribute("data-drawn", "")
    return drawn


def _place_of(canvas, name: str) -> dict[str, float]:
    """Where a node of a network stands in its canvas."""
    return canvas.evaluate(
        "(place, name) => place._cyreg.cy.nodes().filter((node) => node.data('name') === name)[0].renderedPosition()",
        name,
    )


def test_a_network_leads_to_those_with_whom_an_actor_works(page) -> None:
    canvas = _drawn(page, "body/unodc.html", "network").locator(".canvas")
    playwright.expect(page.locator("svg.network")).to_be_hidden()
    place = _place_of(canvas, "Member States")
    canvas.hover(position=place)
    here = page.locator(".picture[data-kind=network] .here")
    playwright.expect(here).to_contain_text(
        "United Nations Office on Drugs and Crime → Member States: consultation 2 times"
    )
    canvas.click(position=place)
    playwright.expect(page.get_by_role("heading", level=1)).to_contain_text("Member States")


def test_a_line_of_a_network_leads_to_a_paragraph(page) -> None:
    canvas = _drawn(page, "A/RES/68/187.html", "network").locator(".canvas")
    place = canvas.evaluate("place => place._cyreg.cy.edges('[mode = \"coordination\"]')[0].renderedMidpoint()")
    canvas.click(position=place)
    assert re.search(r"#para_\d+", page.url)


def test_a_network_can_be_brought_closer_and_moved_and_seen_whole_again(page) -> None:
    drawn = _drawn(page, "body/unodc.html", "network")
    canvas = drawn.locator(".canvas")
    before = _place_of(canvas, "Member States")
    drawn.get_by_role("button", name="Closer").press("Enter")
    assert _place_of(canvas, "Member States") != before
    drawn.get_by_role("button", name="Whole").click()
    assert _place_of(canvas, "Member States") == before
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 60, steps=5)
    page.mouse.up()
    moved = _place_of(canvas, "Member States")
    assert (round(moved["x"] - before["x"]), round(moved["y"] - before["y"])) == (50, 30)


def test_the_wheel_moves_the_page_and_not_the_network(page) -> None:
    canvas = _drawn(page, "body/unodc.html", "network").locator(".canvas")
    zoom = "place => place._cyreg.cy.zoom()"
    canvas.hover(position={"x": 20, "y": 20})
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 100)
    page.wait_for_function("before => scrollY > before", arg=before)
    assert canvas.evaluate(zoom) == 1
    page.wait_for_timeout(500)  # a page that is being scrolled is not zoomed
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.wait_for_function("() => document.querySelector('.network-drawn')._cyreg.cy.zoom() > 1")
    page.keyboard.up("Control")


def test_a_finger_moves_the_page_and_opens_nothing_on_its_way(browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    fingers = context.new_cdp_session(page)
    for kind in ("network", "timeline"):
        canvas = _drawn(page, "body/unodc.html", kind).locator(".canvas")
        canvas.evaluate("place => place.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(200)
        before, height = page.evaluate("scrollY"), canvas.bounding_box()["height"]
        for y in range(0, 140, 10):
            kind_of_touch = "touchMove" if y else "touchStart"
            point = {"x": 65, "y": min(height - 10, 300) - y}
            fingers.send("Input.dispatchTouchEvent", {"type": kind_of_touch, "touchPoints": [point]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_function("before => scrollY > before + 50", arg=before)
        assert page.url.endswith("body/unodc.html")
    canvas = _drawn(page, "body/unodc.html", "network").locator(".canvas")
    canvas.tap(position=_place_of(canvas, "Member States"))
    playwright.expect(page.get_by_role("heading", level=1)).to_contain_text("Member States")
    context.close()


def test_a_kind_of_tie_can_be_left_out_of_a_network(page) -> None:
    canvas = _drawn(page, "body/unodc.html", "network").locator(".canvas")
    shown = "(place, mode) => place._cyreg.cy.edges(`[mode = '${mode}']`).filter(':visible').length"
    assert canvas.evaluate(shown, "consultation") > 0
    page.get_by_label("consultation").uncheck()
    assert canvas.evaluate(shown, "consultation") == 0
    assert canvas.evaluate(shown, "coordination") > 0


def test_a_timeline_leads_to_a_paragraph(page) -> None:
    drawn = _drawn(page, "post/secretary-general.html", "timeline")
    report = drawn.locator(".vis-item.report").first
    playwright.expect(report).to_have_text("A/RES/68/187")
    report.hover()
    playwright.expect(drawn.locator(".here")).to_contain_text("A/RES/68/187, para. 15 · report due · session 69")
    report.click()
    assert page.url.endswith("A/RES/68/187#para_15") or page.url.endswith("A/RES/68/187.html#para_15")
    playwright.expect(page.locator("#para_15")).to_be_in_viewport()


def test_what_pictures_are_drawn_with_is_loaded_when_they_come_near(page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto("body/unodc.html")
    if not page.locator(".picture").count():
        pytest.skip("nothing is bundled to draw with: pictures were NOT tried")
    page.wait_for_timeout(300)
    assert not [url for url in asked if "bundled" in url]
    page.locator(".picture[data-kind=network]").scroll_into_view_if_needed()
    playwright.expect(page.locator(".picture[data-kind=network]")).to_have_attribute("data-drawn", "")
    assert [url for url in asked if "cytoscape" in url]
    page.goto("themes.html")
    assert not page.locator("script[src*=pictures]").count()


def test_what_cannot_be_drawn_stays_as_it_is(browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.route("**/bundled/**", lambda route: route.abort())
    page.goto("body/unodc.html")
    page.locator("figure.drawing").last.scroll_into_view_if_needed()
    playwright.expect(page.locator("svg.network")).to_be_visible()
    for name in ("network", "timeline"):
        playwright.expect(page.locator(f".picture[data-kind={name}]")).to_be_hidden()
    playwright.expect(page.get_by_role("heading", name="Over time")).to_be_hidden()
    context.close()


def test_on_paper_the_still_picture_stands(page) -> None:
    _drawn(page, "body/unodc.html", "network")
    page.emulate_media(media="print")
    playwright.expect(page.locator("svg.network")).to_be_visible()
    playwright.expect(page.locator(".picture[data-kind=network]")).to_be_hidden()


def test_a_network_takes_the_colours_of_the_reader(page) -> None:
    canvas = _drawn(page, "body/unodc.html", "network").locator(".canvas")
    colour = "place => place._cyreg.cy.edges('[mode = \"coordination\"]')[0].style('line-color')"
    page.emulate_media(color_scheme="light")
    light = canvas.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "light => document.querySelector('.network-drawn')._cyreg.cy"
        ".edges('[mode = \"coordination\"]')[0].style('line-color') !== light",
        arg=light,
    )


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
    page.goto("body/unodc.html")
    playwright.expect(page.locator("svg.years-drawn")).to_have_count(0)
    for name in ("Closer", "Whole"):
        playwright.expect(page.get_by_role("button", name=name)).to_have_count(0)
    playwright.expect(page.get_by_role("heading", name="Over time")).to_have_count(0)
    page.locator("svg.network a").first.focus()
    page.keyboard.press("Enter")
    playwright.expect(page).not_to_have_url(re.compile("body/unodc"))
    playwright.expect(page.get_by_role("heading", level=1)).to_be_visible()
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
        for number in range(page.locator(".picture").count()):
            drawn = page.locator(".picture").nth(number)
            drawn.scroll_into_view_if_needed()
            playwright.expect(drawn).to_have_attribute("data-drawn", "")
        found = axe.Axe().run(page).response["violations"]
        assert not [(one["id"], one["impact"], [node["html"] for node in one["nodes"]][:3]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"
        context.close()
