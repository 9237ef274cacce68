"""Accessibility findings of a page, by axe-core as it lies in the front end's packages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, expect

SCRIPT = Path(__file__).parents[2] / "ui/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@lru_cache(maxsize=1)
def source() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """One line for each rule that is broken: the scheme, the rule, the first places where.

    The page follows the system's scheme while it is open, so one visit shows both; it is left in the dark, where only
    colours differ, and the rules about them are asked again.
    """
    page.evaluate(source())
    broken = {"light": _broken(page, "light", RULES), "dark": _broken(page, "dark", OF_COLOURS)}
    return [f"{scheme}: {finding}" for scheme, found in broken.items() for finding in found]


def _broken(page: Page, scheme: Literal["dark", "light"], rules: Any) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
    settle(page)
    return list(
        page.evaluate(
            """async rules => {
                const result = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
                const at = node => `${node.target.join(" ")} (${node.any[0]?.message ?? node.failureSummary})`;
                return result.violations.map(each => `${each.id}: ${each.nodes.slice(0, 3).map(at).join("; ")}`);
            }""",
            rules,
        )
    )


def settle(page: Page) -> None:
    """Until nothing is read and all animations are over: a half-faded text has the contrast of neither state."""
    expect(page.locator('table[aria-busy="true"]')).to_have_count(0)
    # One animation's end may start the next, a frame later.
    page.evaluate(
        """async () => {
            const frame = () => new Promise(requestAnimationFrame);
            const finite = each => each.effect?.getComputedTiming().endTime !== Infinity;
            for (let still = 0; still < 2; still += 1) {
                await frame();
                const running = document.getAnimations().filter(finite);
                if (running.length === 0) continue;
                still = -1;
                await Promise.all(running.map(each => each.finished.catch(() => {})));
            }
        }"""
    )


def sideways(page: Page) -> int:
    """By how many pixels the page or its main part is wider than the screen."""
    return int(
        page.evaluate(
            """() => {
                const main = document.querySelector("main");
                const root = document.documentElement;
                return Math.max(root.scrollWidth - window.innerWidth, main ? main.scrollWidth - main.clientWidth : 0);
            }"""
        )
    )
