"""A USB bus without wires, as pyusb's own back-end: what hangs on it is a list."""

from __future__ import annotations

import errno
from array import array
from dataclasses import dataclass, field
from types import SimpleNamespace

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from bench.paper.model import Model

Faces = list[tuple[int, int, tuple[int, ...]]]
"""Of each interface: class, alternate setting, addresses of its bulk endpoints."""
PRINTER: Faces = [(7, 0, (0x81, 0x02))]


@dataclass
class Plugged:
    """A device. `claimed` by whom now; `held`: Linux's own driver has it."""

    vendor: int
    product: int
    model: Model = field(default_factory=Model)
    faces: Faces = field(default_factory=lambda: list(PRINTER))
    held: bool = True
    claimed: bool = False
    setting: int = 0
    forbidden: bool = False
    stuck: bool = False
    answers: bytes = b""


class Bus(IBackend):  # type: ignore[misc]  # pyusb has no types
    """Gives what pyusb asks for, and takes what it sends."""

    def __init__(self, *devices: Plugged) -> None:
        self.devices = list(devices)

    def enumerate_devices(self) -> list[Plugged]:
        return self.devices

    def get_device_descriptor(self, dev: Plugged) -> SimpleNamespace:
        return _described(
            idVendor=dev.vendor, idProduct=dev.product, bNumConfigurations=1, bMaxPacketSize0=64,
            bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0, bcdDevice=0,
            iManufacturer=0, iProduct=0, iSerialNumber=0, address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Plugged, config: int) -> SimpleNamespace:
        return _described(
            wTotalLength=0, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0, bmAttributes=0, bMaxPower=0
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Plugged, intf: int, alt: int, config: int) -> SimpleNamespace:
        kind, setting, ends = dev.faces[alt]
        return _described(
            bInterfaceNumber=0, bAlternateSetting=setting, bNumEndpoints=len(ends), bInterfaceClass=kind,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
        )  # fmt: skip

    def get_endpoint_descriptor(
        self, dev: Plugged, ep: int, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        address = dev.faces[alt][2][ep]
        return _described(
            bEndpointAddress=address, bmAttributes=2, wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0
        )  # fmt: skip

    def open_device(self, dev: Plugged) -> Plugged:
        if dev.forbidden:
            raise USBError("access denied", errno=errno.EACCES)
        return dev

    def close_device(self, dev_handle: Plugged) -> None:
        pass

    def get_configuration(self, dev_handle: Plugged) -> int:
        return 1

    def set_interface_altsetting(self, dev_handle: Plugged, intf: int, altsetting: int) -> None:
        dev_handle.setting = altsetting

    def claim_interface(self, dev_handle: Plugged, intf: int) -> None:
        if dev_handle.held or dev_handle.claimed:
            raise USBError("busy", errno=errno.EBUSY)
        dev_handle.claimed = True

    def release_interface(self, dev_handle: Plugged, intf: int) -> None:
        dev_handle.claimed = False

    def is_kernel_driver_active(self, dev_handle: Plugged, intf: int) -> bool:
        return dev_handle.held

    def detach_kernel_driver(self, dev_handle: Plugged, intf: int) -> None:
        dev_handle.held = False

    def bulk_write(self, dev_handle: Plugged, ep: int, intf: int, data: array[int], timeout: int) -> int:
        if dev_handle.stuck:
            raise USBTimeoutError("timed out", errno=errno.ETIMEDOUT)
        dev_handle.answers += dev_handle.model.hear(data.tobytes())
        return len(data)

    def bulk_read(self, dev_handle: Plugged, ep: int, intf: int, buff: array[int], timeout: int) -> int:
        told, dev_handle.answers = dev_handle.answers[: len(buff)], dev_handle.answers[len(buff) :]
        if not told:
            raise USBTimeoutError("timed out", errno=errno.ETIMEDOUT)
        buff[: len(told)] = array("B", told)
        return len(told)


def _described(**told: object) -> SimpleNamespace:
    return SimpleNamespace(bLength=0, bDescriptorType=0, extra_descriptors=b"", **told)
