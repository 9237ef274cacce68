"""How it looks: themes, palettes, motion and narrow screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def canvas(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


LIGHT, DARK = "rgb(243, 245, 248)", "rgb(13, 18, 25)"


@pytest.mark.parametrize(("scheme", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_the_systems_theme_is_followed_until_somebody_chooses(open_page: Open, scheme: str, expected: str) -> None:
    page = open_page("/opportunities", color_scheme=scheme)
    assert canvas(page) == expected


def test_a_chosen_theme_outlives_the_visit(open_page: Open) -> None:
    page = open_page("/opportunities", color_scheme="light")
    page.get_by_role("button", name="Theme and colours").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    assert canvas(page) == DARK
    page.reload()
    expect(page.get_by_role("heading", name="Opportunities", level=1)).to_be_visible()
    assert canvas(page) == DARK


def test_the_colour_blind_palette_changes_the_colours_of_sentiment(open_page: Open) -> None:
    page = open_page("/opportunities", color_scheme="light")
    advocate = "getComputedStyle(document.documentElement).getPropertyValue('--sentiment-advocate').trim()"
    assert page.evaluate(advocate) == "#006156"
    page.get_by_role("button", name="Theme and colours").click()
    page.get_by_role("menuitemcheckbox", name="Colour-blind palette").click()
    page.wait_for_function(f"{advocate} === '#0b3f9e'")
    page.reload()
    assert page.evaluate(advocate) == "#0b3f9e"


def test_whoever_wants_less_motion_gets_none(open_page: Open) -> None:
    page = open_page("/accounts", reduced_motion="reduce")
    page.get_by_role("button", name="New account").click()
    expect(page.get_by_role("dialog", name="New account")).to_be_visible()
    slow = "document.getAnimations().filter(each => each.effect.getComputedTiming().duration > 20).length"
    assert page.evaluate(slow) == 0


def test_the_navigation_folds_into_a_menu_on_a_phone(open_page: Open) -> None:
    page = open_page("/opportunities", viewport={"width": 390, "height": 844})
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.get_by_role("button", name="Main menu").click()
    page.get_by_role("menuitem", name="Contacts").click()
    expect(page.get_by_role("heading", name="Contacts", level=1)).to_be_visible()
