"""What carries a printer's bytes both ways: a TCP connection, or a device file."""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path

CONNECT_S = 3.0
AT_ONCE = 4096
_AT_ONCE_AND_NOTHING = struct.pack("HH" if os.name == "nt" else "ii", 1, 0)
"""Linger on, for no time; Windows has shorts there."""


class TcpPort:
    """A raw connection to HOST:PORT; not python-escpos's own: it leaks its socket when the printer is off."""

    def __init__(self, address: tuple[str, int]) -> None:
        try:
            self._connection = socket.create_connection(address, CONNECT_S)
        except TimeoutError as fault:  # nobody there: not the same as one that takes no bytes
            raise OSError from fault
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, within_s: float) -> None:
        """See `Transport`."""
        self._connection.settimeout(within_s)
        self._connection.sendall(data)

    def receive(self, within_s: float) -> bytes:
        """See `Transport`."""
        self._connection.settimeout(within_s)
        try:
            heard = self._connection.recv(16)
        except TimeoutError:
            return b""
        if not heard:
            raise ConnectionResetError
        return heard

    def drop(self) -> None:
        """See `Transport`: closed so, the kernel resets the connection and does not go on delivering."""
        with suppress(OSError):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE_AND_NOTHING)

    def close(self) -> None:
        """See `Transport`."""
        self._connection.close()


class DevicePort:
    """A device file that is read as well as written, such as Linux's /dev/usb/lp0.

    What it still holds to be read is from before, and answers nothing that is asked now.
    """

    def __init__(self, path: Path) -> None:
        # By name, and absent on Windows, where a printer's port is no such file.
        flags = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        self._file = os.open(path, flags)
        with suppress(OSError):
            while select.select([self._file], [], [], 0)[0] and os.read(self._file, AT_ONCE):
                pass

    def send(self, data: bytes, within_s: float) -> None:
        """See `Transport`."""
        until = time.monotonic() + within_s
        while data:
            left = until - time.monotonic()
            if left <= 0 or not select.select([], [self._file], [], left)[1]:
                raise TimeoutError
            with suppress(BlockingIOError):
                data = data[os.write(self._file, data[:AT_ONCE]) :]

    def receive(self, within_s: float) -> bytes:
        """See `Transport`."""
        until = time.monotonic() + within_s
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._file], [], [], left)[0]:
                return b""
            with suppress(BlockingIOError):
                if heard := os.read(self._file, AT_ONCE):
                    return heard
                # usblp answers a read with no bytes while the printer has said nothing.
                time.sleep(min(left, 0.01))
        return b""

    def drop(self) -> None:
        """See `Transport`: what the system has taken for a device is the device's."""

    def close(self) -> None:
        """See `Transport`."""
        os.close(self._file)
