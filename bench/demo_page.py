"""A page with the live pictures of the programs that have no screen here, and what happens in the hall."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

State = Callable[[], Mapping[str, Any]]

ICON = Path(__file__).resolve().parents[1] / "assets" / "web" / "icon.svg"

PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>叫号 · 示例</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width">
<style>
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; padding: 10px 16px; background: #0b1b33; color: #fff; font: 15px/1.5 system-ui, sans-serif;
  display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); gap: 8px; }
h1 { font-size: 18px; margin: 0; } h1 a, h1 small { font-size: 14px; font-weight: normal; margin-left: 16px; color: #b8c7dc; }
h1 a { color: #7fd6ff; }
main { display: grid; gap: 12px; min-height: 0; grid-template: minmax(0, 3fr) minmax(0, 2fr) / minmax(0, 11fr) minmax(0, 9fr); }
figure { margin: 0; min-height: 0; display: flex; flex-direction: column; }
figcaption { color: #b8c7dc; font-size: 13px; }
img { min-height: 0; flex: 0 1 auto; width: 100%; object-fit: contain; object-position: left top; }
#kiosks { grid-area: 1 / 2 / 3 / 3; display: flex; gap: 12px; min-height: 0; } #kiosks figure { flex: 1; min-width: 0; }
#events { grid-area: 2 / 1; margin: 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow: hidden; }
@media (max-width: 900px) { body { height: auto; display: block; } main { display: block; } #kiosks { display: block; } }
</style>
<h1>叫号 · 示例大厅 <span id="now"></span> SERVER</h1>
<main>WALL<div id="kiosks">KIOSKS</div><pre id="events"></pre></main>
<script>
setInterval(() => document.querySelectorAll("img").forEach(img => {
  const next = new Image();
  next.onload = () => { img.src = next.src; };
  next.src = img.dataset.of + "?" + Date.now();
}), 1000);
const tell = async () => {
  const state = await (await fetch("state.json")).json();
  document.getElementById("now").textContent = state.now;
  document.getElementById("events").textContent = state.events.join("\\n");
};
tell();
setInterval(tell, 1000);
</script></html>
"""


class LivePage:
    """Served on a thread of its own, on any free port of `host`; reads the pictures when they are asked for."""

    def __init__(self, host: str, server_url: str, pictures: Sequence[Path], state: State) -> None:
        known = {f"/{picture.name}": picture for picture in pictures}
        page = _page(server_url, [picture.name for picture in pictures]).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                if path == "/":
                    self._send(200, "text/html; charset=utf-8", page)
                elif path == "/state.json":
                    self._send(200, "application/json", json.dumps(dict(state())).encode())
                elif path in ("/icon.svg", "/favicon.ico"):
                    self._send(200, "image/svg+xml", ICON.read_bytes())
                elif path in known and known[path].exists():
                    self._send(200, "image/png", known[path].read_bytes())
                else:
                    self._send(404, "text/plain", b"")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
                """Say nothing: the terminal is the table's."""

            def _send(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", "no-store")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://{host}:{self._server.server_port}/"

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _page(server_url: str, pictures: Sequence[str]) -> str:
    """The first picture is the wall's."""
    wall, *kiosks = (_figure(name) for name in pictures)
    server = f'<a href="{server_url}">{server_url}</a>'
    return PAGE.replace("SERVER", server).replace("WALL", wall).replace("KIOSKS", "".join(kiosks))


def _figure(name: str) -> str:
    caption = name.removesuffix(".png")
    return f'<figure><img data-of="{name}" src="{name}" alt="{caption}"><figcaption>{caption}</figcaption></figure>'
