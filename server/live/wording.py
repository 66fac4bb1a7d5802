"""Words for a refusal: put to it here, at the edge, in both languages of the hall."""

from typing import Any

import msgspec

from common.i18n import TextMissing, catalogue, say
from common.messages import Refused
from common.words import Language, Words
from server.lane import Reply, Unknown
from server.rules.refusal import Refusal


def refused(refusal: Refusal) -> Refused:
    """A refusal as it is sent."""
    return worded(Refused(code=refusal.code, values=refusal.values))


def worded(refusal: Refused) -> Refused:
    """The same with its texts."""
    return msgspec.structs.replace(refusal, text=Words(_text("zh", refusal), _text("en", refusal)))


def reply_payload(reply: Reply) -> dict[str, Any]:
    """What the asker of a command is sent."""
    match reply:
        case Unknown():
            return {"ok": False, "unknown": True}
        case Refused():
            return {"ok": False, "refused": worded(reply)}
        case answer:
            return {"ok": True, "answer": answer}


def _text(language: Language, refusal: Refused) -> str:
    # a published text comes twice: `where`, and `where_en` for readers of English; an id with its names
    own = {name: refusal.values.get(f"{name}_{language}", value) for name, value in refusal.values.items()}
    values = {name: _word(language, name, value) for name, value in own.items()}
    try:
        return say(language, f"refusal.{refusal.code}", values)
    except TextMissing:
        return say(language, "refusal.internal")


def _word(language: Language, name: str, value: str | int) -> str | int:
    """A value that is a code has a word of its own (`value.state.waiting`)."""
    return catalogue(language).get(f"value.{name}.{value}", value)
