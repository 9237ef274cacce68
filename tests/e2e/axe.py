"""Accessibility findings of a page, by axe-core as it lies in the front end's packages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page, expect

SCRIPT = Path(__file__).parents[2] / "ui/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@lru_cache(maxsize=1)
def source() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """One line for each rule that is broken: the rule, and the first places where."""
    settle(page)
    page.evaluate(source())
    return list(
        page.evaluate(
            """async rules => {
                const result = await axe.run(document, { runOnly: rules });
                const at = node => `${node.target.join(" ")} (${node.any[0]?.message ?? node.failureSummary})`;
                return result.violations.map(each => `${each.id}: ${each.nodes.slice(0, 3).map(at).join("; ")}`);
            }""",
            RULES,
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
