"""Who listens to which audience: a connection to one at most."""

from server.live.client import Client, Speaker


class Listeners:
    """Of one desk; `speaker` is told of each who comes and goes."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._of: dict[str, set[str]] = {}

    def __contains__(self, audience: str) -> bool:
        return audience in self._of

    def counts(self) -> dict[str, int]:
        """How many listen to each audience."""
        return {audience: len(clients) for audience, clients in self._of.items()}

    def add(self, client: Client, audience: str) -> None:
        """From now on it hears what is said there."""
        client.audience = audience
        self._of.setdefault(audience, set()).add(client.id)
        self._speaker.listen(client, audience)

    def remove(self, client: Client) -> str:
        """It hears nothing more; the audience that it heard, "" for none."""
        audience, client.audience = client.audience, ""
        if audience:
            self._speaker.unlisten(client, audience)
            self._of[audience].discard(client.id)
            if not self._of[audience]:
                del self._of[audience]
        return audience
