"""A printer on USB, by pyusb and the libusb that libusb-package brings. Nothing is loaded before the first printer is looked for."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from kiosk.printing import PrinterFault

PRINTER_CLASS = 7
BULK, KIND = 2, 0x03
INWARD = 0x80
AT_ONCE = 16_384
WITHOUT_RIGHT = (errno.EACCES, errno.EPERM)


class UsbName(NamedTuple):
    """Which printer: by vendor and product, or (none) the first that calls itself one."""

    vendor: int | None = None
    product: int | None = None


def usb_backend() -> Any:
    """The libusb of this machine.

    Raises:
        PrinterFault: `usb_missing`: pyusb or libusb is not installed, or cannot be loaded here.

    """
    try:
        import libusb_package  # noqa: PLC0415

        backend = libusb_package.get_libusb1_backend()
    except (ImportError, OSError) as fault:
        raise PrinterFault("usb_missing") from fault
    if backend is None:
        raise PrinterFault("usb_missing")
    return backend


class UsbPort:
    """The printer's interface, claimed for one conversation.

    `backend` is pyusb's way to the bus; tests give one that has no bus.
    """

    def __init__(self, name: UsbName, backend: Callable[[], Any] = usb_backend) -> None:
        with _worded():
            self._device, face = _found(name, backend())
            self._claim(face)
            ends = _bulk_ends(face)
            self._out: Any = ends.get(False)
            self._in: Any = ends.get(True)
        if self._out is None:
            self.close()
            raise PrinterFault("printer_unreachable")

    def send(self, data: bytes, within_s: float) -> None:
        """See `Transport`."""
        with _worded():
            while data:
                data = data[self._out.write(data[:AT_ONCE], _ms(within_s)) :]

    def receive(self, within_s: float) -> bytes:
        """See `Transport`. Of an interface that only takes nothing is heard."""
        if self._in is None:
            return b""
        try:
            with _worded():
                return bytes(self._in.read(self._in.wMaxPacketSize, _ms(within_s)))
        except TimeoutError:
            return b""

    def drop(self) -> None:
        """See `Transport`: a transfer that timed out is cancelled already."""

    def close(self) -> None:
        """See `Transport`."""
        import usb.util  # noqa: PLC0415

        usb.util.dispose_resources(self._device)

    def _claim(self, face: Any) -> None:
        import usb.util  # noqa: PLC0415

        number = face.bInterfaceNumber
        try:
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)  # Linux's usblp holds it
        except NotImplementedError:
            pass  # Windows and macOS know no such thing
        usb.util.claim_interface(self._device, number)
        if face.bAlternateSetting:
            self._device.set_interface_altsetting(number, face.bAlternateSetting)


def _found(name: UsbName, backend: Any) -> tuple[Any, Any]:
    """The device and its interface."""
    import usb.core  # noqa: PLC0415

    known = {} if name.vendor is None else {"idVendor": name.vendor, "idProduct": name.product}
    for device in usb.core.find(find_all=True, backend=backend, **known):
        if (face := _face(device, named=bool(known))) is not None:
            return device, face
    raise PrinterFault("printer_unreachable")


def _face(device: Any, *, named: bool) -> Any:
    """Its printer interface, the setting that also answers before one that only takes.

    Of a device named by its numbers one of any class: many cheap printers declare one of their own.
    """
    if not named and not any(face.bInterfaceClass == PRINTER_CLASS for setting in device for face in setting):
        return None  # somebody else's keyboard is not touched
    faces = list(_configured(device))
    printers = [face for face in faces if face.bInterfaceClass == PRINTER_CLASS] or faces
    return max(printers, key=lambda face: len(_bulk_ends(face)), default=None)


def _bulk_ends(face: Any) -> dict[bool, Any]:
    """By whether it leads inward."""
    return {bool(end.bEndpointAddress & INWARD): end for end in face if end.bmAttributes & KIND == BULK}


def _configured(device: Any) -> Any:
    import usb.core  # noqa: PLC0415

    try:
        return device.get_active_configuration()
    except usb.core.USBError as fault:
        if fault.errno in WITHOUT_RIGHT:
            raise
        device.set_configuration()
        return device.get_active_configuration()


@contextmanager
def _worded() -> Iterator[None]:
    """Errors of pyusb become those that every transport raises."""
    import usb.core  # noqa: PLC0415

    try:
        yield
    except usb.core.USBTimeoutError as fault:
        raise TimeoutError from fault
    except usb.core.USBError as fault:
        if fault.errno in WITHOUT_RIGHT:
            raise PermissionError from fault
        raise
    except NotImplementedError as fault:  # Windows: the device has no driver that libusb can use
        raise PermissionError from fault


def _ms(seconds: float) -> int:
    """At least one: to libusb none is for ever."""
    return max(1, round(seconds * 1000))
