"""The composition root of a server of one hall: the hall's parts behind a listening socket."""

from functools import cached_property
from typing import Any

from server.addresses import is_https, names_in_lan, url_of
from server.live.listening import listen, serve_on
from server.served_hall import ServedHall
from server.settings import Settings

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what `--host` says for all addresses
CLOSE_WITHIN_S = 1.0


class CannotListen(OSError):
    """The address or the port cannot be had; `errno` says why."""


class Entrance:
    """Where a server is reached: one listening socket, whatever application answers behind it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._wsgi: Any = None

    @property
    def port(self) -> int:
        """Where it listens, once started."""
        port: int = self._wsgi.server_port
        return port

    @property
    def url(self) -> str:
        """How a browser on this machine, or on the chosen address, reaches it."""
        return url_of("127.0.0.1" if self._settings.host in EVERYWHERE else self._settings.host, self.port)

    def urls_in_lan(self) -> list[str]:
        """How other machines reach it, where it listens to all of the machine's addresses."""
        hosts = names_in_lan() if self._settings.host in EVERYWHERE else []
        return [url_of(host, self.port) for host in hosts]

    @property
    def browsers_url(self) -> str:
        """The only address at which a browser can sign in, where there is but one: cookies are for https then."""
        return self._settings.public_url if is_https(self._settings.public_url) else ""

    def open(self, application: Any) -> None:
        """Have the address. Raises `CannotListen`, an OSError, when it cannot be had."""
        self._wsgi = serve_on(self._listen(), application)

    def accept(self) -> None:
        """Let everybody in."""
        self._wsgi.start()

    def stop_accepting(self) -> None:
        """Let nobody in any more."""
        self._wsgi.stop_accepting()

    def close(self) -> None:
        """End what is still being answered."""
        self._wsgi.stop(timeout=CLOSE_WITHIN_S)

    def _listen(self) -> Any:
        try:
            return listen(self._settings.host, self._settings.port)
        except (OSError, OverflowError) as error:
            raise CannotListen(
                getattr(error, "errno", None), getattr(error, "strerror", str(error))
            ) from error


class HallServer(ServedHall):
    """One hall, served at an address of its own."""

    @cached_property
    def entrance(self) -> Entrance:
        """Where it is reached."""
        return Entrance(self.settings)

    @property
    def url(self) -> str:
        """How a browser on this machine, or on the chosen address, reaches it."""
        return self.entrance.url

    def start(self) -> None:
        """Listen, and take turns. Raises `CannotListen`, an OSError, when the address cannot be had."""
        self.entrance.open(self.application)
        self.begin()
        self.entrance.accept()

    def stop(self) -> None:
        """Let nobody in any more, finish what was asked, say goodbye; whoever made it closes it."""
        self.entrance.stop_accepting()
        self.fall_silent()
        self.entrance.close()
