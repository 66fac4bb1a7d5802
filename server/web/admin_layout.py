"""What the administrator's pages have in common."""

from typing import Any

from flask import Blueprint, render_template

from server.web.visitor import needs


def admin_pages(part: str) -> Blueprint:
    """The pages under /admin/`part`."""
    pages = Blueprint(f"admin_{part}", __name__, url_prefix=f"/admin/{part}")
    pages.before_request(needs("administrator"))
    return pages


def admin_page(part: str, **values: Any) -> str:
    """See the template of `part`."""
    given = {"here": "admin", "part": part, "done": None, "refused": None, **values}
    return render_template(f"admin_{part}.html", **given)
