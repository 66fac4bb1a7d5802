"""A page with the live pictures of the programs that have no screen here, and what happens in the hall."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

State = Callable[[], Mapping[str, Any]]

PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>叫号 · 示例</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>
body { margin: 0; padding: 16px 24px; background: #0b1b33; color: #fff; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 20px; margin: 0 0 12px; } a { color: #7fd6ff; } .say { color: #b8c7dc; }
main { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
figure { margin: 0; } figcaption { color: #b8c7dc; } img { background: #12294a; display: block; height: 48vh; }
pre { margin: 0; font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
</style>
<h1>叫号 · 示例大厅 <span id="now"></span></h1>
<p class="say">SERVER</p>
<main>PICTURES</main>
<pre id="events"></pre>
<script>
setInterval(() => document.querySelectorAll("img").forEach(img => {
  const next = new Image();
  next.onload = () => { img.src = next.src; };
  next.src = img.dataset.of + "?" + Date.now();
}), 1000);
setInterval(async () => {
  const state = await (await fetch("state.json")).json();
  document.getElementById("now").textContent = state.now;
  document.getElementById("events").textContent = state.events.join("\\n");
}, 1000);
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
    figures = "".join(
        f'<figure><img data-of="{name}" src="{name}" alt=""><figcaption>{name.removesuffix(".png")}</figcaption></figure>'
        for name in pictures
    )
    server = f'<a href="{server_url}">{server_url}</a>'
    return PAGE.replace("SERVER", server).replace("PICTURES", figures)
