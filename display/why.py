"""Why nobody serves a post at its own window, and until when: one answer for wall and window screen (AB-3, AB-15). Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.messages import CoverReason
from common.rows import PostRow, WindowRow
from common.words import Instant
from display.wording import Wording

WENT: frozenset[CoverReason | None] = frozenset(
    (None, "handed_over", "stepped_away", "silent", "signed_out", "official")
)
"""Reasons for which A left the seat, so that the word left there (去向留言) says more."""
TOLD = ("archive", "errand", "meal", "meeting")
"""What a resident may know of where somebody went; 如厕, 身体不适 and 其他 read 暂时离开."""


class Why(NamedTuple):
    """`reason`: why A does not serve; `away`: the word that was left; `someone`: by another than A, who sat here last."""

    reason: CoverReason | None = None
    until: Instant | None = None
    away: str | None = None
    someone: bool = False

    def words(self, wording: Wording) -> str:
        """Why."""
        if self.away in TOLD:
            return wording.say(
                f"away.{self.away}", who=wording.say("who.clerk" if self.someone else "who.a_role")
            )
        if self.someone:
            return wording.say("away.other", who=wording.say("who.clerk"))
        return wording.say_or("reason.{}", self.reason or "stepped_away", "reason.other")

    def until_words(self, now: Instant, wording: Wording) -> str:
        """Until when; empty if that is not known, or a promise that was not kept."""
        return wording.moment(self.until, now) if self.until is not None and self.until > now else ""

    def told(self, now: Instant, wording: Wording) -> str:
        """Why and until when."""
        reason, time = self.words(wording), self.until_words(now, wording)
        return wording.say("back", reason=reason, time=time) if time else reason


def why(post: PostRow | None, window: WindowRow | None) -> Why:
    """Of a post and its own window; a post alone is told by its reason, a window without one by the word left there."""
    reason, until = (post.reason, post.until) if post is not None else (None, None)
    if window is None or window.away is None or reason not in WENT:
        return Why(reason, until)
    someone = window.clerk is not None and (post is None or window.clerk != post.a_role)
    return Why(reason, window.away_until if someone or until is None else until, window.away, someone)
