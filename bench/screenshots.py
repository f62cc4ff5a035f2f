"""Pictures of the pages for the README, taken in Chromium: ``python bench/screenshots.py STORE``.

A resolution and a network in the light, an actor and a timeline in the dark. Needs ``playwright`` and Chromium.
"""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {"resolution": ("A/RES/68/187.html#para_1", "light"), "actor": ("body/unodc.html", "dark")}
PICTURES = {
    "network": ("body/unodc.html", "light", "#network"),
    "timeline": ("post/secretary-general.html", "dark", "#when"),
}
SIZE = {"width": 1200, "height": 860}
DOCS = Path(__file__).parents[1] / "docs"


def main(store: str) -> None:
    """Serve the store, and take a picture of each page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mandategraph.cli", "serve", "--store", store, "--port", str(port)]
    server = subprocess.Popen(command)
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            time.sleep(0.2)
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, (address, scheme) in PAGES.items():
                page = browser.new_page(viewport=SIZE, color_scheme=scheme)
                page.goto(f"http://127.0.0.1:{port}/{address}")
                page.wait_for_timeout(500)
                page.screenshot(path=DOCS / f"{name}.png")
            for name, (address, scheme, heading) in PICTURES.items():
                page = browser.new_page(viewport=SIZE, color_scheme=scheme)
                page.goto(f"http://127.0.0.1:{port}/{address}")
                drawn = page.locator(f".picture[data-kind={name}]")
                drawn.scroll_into_view_if_needed()
                page.wait_for_selector(f".picture[data-kind={name}][data-drawn]")
                page.wait_for_timeout(500)
                page.locator(f"section:has({heading})").screenshot(path=DOCS / f"{name}.png")
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
