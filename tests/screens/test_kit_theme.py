"""Colours of the kit: roles, and the contrast that the specification demands."""

from __future__ import annotations

from dataclasses import fields

import pytest

from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, WALL, Role, Theme, colour, contrast

GROUNDS = {
    Role.CALLED_INK: Role.CALLED_GROUND,
    Role.STALE_INK: Role.STALE_GROUND,
    Role.EMERGENCY_INK: Role.EMERGENCY_GROUND,
    Role.ACTION_INK: Role.ACTION_GROUND,
}
INKS = [Role.TEXT, Role.SECONDARY, Role.DONE, Role.NUMBER, Role.WAITING, Role.ON_TIME]


def test_every_role_is_a_colour_of_every_theme() -> None:
    """A layout can name any role in any theme."""
    assert [field.name for field in fields(Theme)] == [role.value for role in Role]


@pytest.mark.parametrize("theme", [WALL, KIOSK, KIOSK_HIGH_CONTRAST])
@pytest.mark.parametrize("ground", [Role.BACKGROUND, Role.PANEL])
@pytest.mark.parametrize("ink", INKS)
def test_ink_on_background_and_panel_can_be_read(theme: Theme, ink: Role, ground: Role) -> None:
    """WCAG AA for small text, 4.5:1."""
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [WALL, KIOSK, KIOSK_HIGH_CONTRAST])
@pytest.mark.parametrize("ink", GROUNDS)
def test_states_with_a_ground_of_their_own_can_be_read(theme: Theme, ink: Role) -> None:
    """Called, stale, emergency and action bring their own ground."""
    assert contrast(theme[ink], theme[GROUNDS[ink]]) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [
        (Role.TEXT, Role.BACKGROUND, 17.2),
        (Role.SECONDARY, Role.BACKGROUND, 10.0),
        (Role.NUMBER, Role.BACKGROUND, 12.2),
        (Role.CALLED_INK, Role.CALLED_GROUND, 12.2),
        (Role.WAITING, Role.BACKGROUND, 10.6),
        (Role.STALE_INK, Role.STALE_GROUND, 9.9),
        (Role.EMERGENCY_INK, Role.EMERGENCY_GROUND, 6.5),
    ],
)
def test_the_wall_has_the_contrasts_of_the_specification(ink: Role, ground: Role, ratio: float) -> None:
    """The colours were copied right."""
    assert contrast(WALL[ink], WALL[ground]) == pytest.approx(ratio, abs=0.06)


def test_black_on_white_is_the_largest_contrast() -> None:
    """The formula is WCAG's: 21 to 1."""
    assert contrast(colour("#000000"), colour("#FFFFFF")) == pytest.approx(21)
