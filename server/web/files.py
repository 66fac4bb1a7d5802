"""The files of pages: /web/… (shared scripts and styles), /vendor/… (third-party releases)."""

from functools import partial

from flask import Blueprint, Response, abort, request, send_from_directory

from server.web.root import ASSETS

REVALIDATE = "no-cache"
A_YEAR = "public, max-age=31536000, immutable"
SERVED = {".js", ".css", ".svg", ".ttf", ".woff2", ".png", ".map"}


def file_pages() -> Blueprint:
    """Open to everyone: it is what anyone may read in the repository."""
    pages = Blueprint("files", __name__)
    pages.add_url_rule("/web/<path:path>", "web", partial(_send, ASSETS / "web", REVALIDATE))
    pages.add_url_rule("/vendor/<path:path>", "vendor", partial(_send, ASSETS / "vendor", A_YEAR))
    pages.add_url_rule("/favicon.ico", "icon", lambda: Response(status=204))
    return pages


def _send(folder: object, cached: str, path: str) -> Response:
    """A vendored folder carries its version in its name, so it never changes."""
    if not any(path.endswith(suffix) for suffix in SERVED):
        abort(404)
    answer = send_from_directory(str(folder), path)
    answer.headers["Cache-Control"] = cached
    return answer


def cache_static(response: Response) -> Response:
    """Scripts and styles are looked at again each time; pages are never kept."""
    if "Cache-Control" not in response.headers or request.endpoint == "static":
        file = request.endpoint is not None and request.endpoint.endswith("static")
        response.headers["Cache-Control"] = REVALIDATE if file else "no-store"
    return response
