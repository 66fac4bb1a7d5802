"""The listening socket and the HTTP server on it: gevent's pywsgi, the one that also runs on Windows."""

import socket
from typing import Any

from gevent import socket as gevent_socket
from gevent.pywsgi import WSGIHandler, WSGIServer

SOCKET = "server.socket"
"""Where a request finds its connection in its environ."""
BACKLOG = 1024
CONNECTIONS_MOST = 4_000
REQUEST_WITHIN_S = 30.0
"""For each read or write of a plain request, and so the longest that a kept-alive connection idles."""


def listen(host: str, port: int) -> gevent_socket.socket:
    """A socket that listens on `host`:`port` (0: any free one). Raises OSError when it is taken.

    TCP_NODELAY is inherited by what is accepted: without it keep-alive HTTP stalls by 44 ms.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = gevent_socket.socket(family, socket.SOCK_STREAM)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where SO_REUSEADDR would let two servers listen
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


class OneUpgradeEach(WSGIHandler):
    """Gives a request its connection, for an upgrade; one that became a WebSocket is over with it.

    Whoever connects and says nothing, or says it byte by byte, is not waited for.
    """

    within_s = REQUEST_WITHIN_S

    def __init__(self, sock: Any, address: Any, server: Any) -> None:
        sock.settimeout(self.within_s)
        super().__init__(sock, address, server)

    def get_environ(self) -> dict[str, Any]:
        """As pywsgi makes it for each request, and the connection."""
        environ: dict[str, Any] = super().get_environ()
        environ[SOCKET] = self.socket
        return environ

    def handle_one_response(self) -> None:
        """Called for each request of a connection: what is left in an upgraded one is no further request."""
        super().handle_one_response()
        if "HTTP_UPGRADE" in (self.environ or {}):
            self.close_connection = True


def serve_on(listener: gevent_socket.socket, application: Any) -> WSGIServer:
    """An HTTP server for `application`, not yet started. It logs no request: URLs may say who asked."""
    return WSGIServer(listener, application, log=None, spawn=CONNECTIONS_MOST, handler_class=OneUpgradeEach)
