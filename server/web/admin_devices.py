"""/admin/devices: let a kiosk or a screen in by the code that it shows; revoke one."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from server.live.gate import device_key
from server.rules.order import SYSTEM, NoticeFault
from server.rules.refusal import Refusal
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import answered
from server.web.visitor import actor, given, house


def devices_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("devices")

    @pages.get("")
    def show() -> str:
        return page()

    @pages.post("/pair")
    def pair() -> ResponseReturnValue:
        def work() -> dict[str, Any]:
            devices, now, by = house().devices, house().clock.now(), actor().id
            code, name = given("code").replace(" ", ""), given("name").strip()[:40]
            approved = house().threads.write(lambda: devices.approve(code, by, now, name))
            if approved is None:
                raise Refusal("unknown_code")
            return {"id": approved.id, "name": approved.name or approved.id}

        return answered(page, work, "page.did.approved")

    @pages.post("/revoke")
    def revoke() -> ResponseReturnValue:
        def work() -> dict[str, Any]:
            devices, device, now = house().devices, given("device"), house().clock.now()
            if not house().threads.write(lambda: devices.revoke(device, now)):
                raise Refusal("unknown_device")
            house().show_out({device_key(device)})
            house().give(SYSTEM, NoticeFault(device=device))  # nobody else can end its fault now
            return {"id": device, "name": device}

        return answered(page, work, "page.did.revoked")

    return pages


def page(**values: Any) -> str:
    """See its template."""
    devices, now = house().devices, house().clock.now()
    pairings = house().threads.read(lambda: devices.asking(now))
    known = house().threads.read(devices.everything)
    return admin_page("devices", **{"pairings": pairings, "devices": known, **values})
