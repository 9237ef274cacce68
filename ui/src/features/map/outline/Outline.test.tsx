import { MantineProvider } from "@mantine/core";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { haldenLanes, haldenMap, idOf } from "~/map/core/fixtures";
import { readView } from "~/map/core/viewState";
import { Outline } from "./Outline";

const NOW = new Date("2026-11-22T09:00:00Z");

function show(query = "", matched: ReadonlySet<string> | null = null, data = haldenMap) {
  const onOpen = vi.fn();
  render(
    <MantineProvider>
      <Outline
        data={data}
        view={readView(new URLSearchParams(query))}
        matched={matched}
        now={NOW}
        onOpen={onOpen}
        picks={null}
        formFor={null}
        onSort={() => {}}
        onMenu={() => {}}
      />
    </MantineProvider>,
  );
  return { onOpen, user: userEvent.setup() };
}

/** The row whose heading is this person; other rows may speak of them too. */
function row(name: string): HTMLElement {
  const line = screen.getByRole("rowheader", { name: new RegExp(name) }).closest<HTMLElement>("tr");
  if (!line) throw new Error(`${name} has no row`);
  return line;
}

const focusedName = () => document.activeElement?.querySelector("th, td")?.textContent ?? "";

describe("the outline by keyboard", () => {
  it("is one tab stop that starts at the root", async () => {
    const { user } = show();
    await user.tab();
    expect(document.activeElement).toBe(row("Sunniva Aasland"));
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  it("walks rows with the arrows, Home and End", async () => {
    const { user } = show();
    await user.tab();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(focusedName()).toContain("Naledi Sithebe");
    await user.keyboard("{End}");
    const rows = screen.getAllByRole("row");
    expect(document.activeElement).toBe(rows.at(-1));
    await user.keyboard("{Home}");
    expect(focusedName()).toContain("Sunniva Aasland");
  });

  it("closes a team with left, goes to the manager with left again, and opens it with right", async () => {
    const { user } = show();
    row("Samuel Onyekachi").focus();
    const before = screen.getAllByRole("row").length;
    await user.keyboard("{ArrowLeft}");
    expect(row("Samuel Onyekachi").getAttribute("aria-expanded")).toBe("false");
    expect(screen.getAllByRole("row").length).toBe(before - 2);
    await user.keyboard("{ArrowRight}");
    expect(screen.getAllByRole("row").length).toBe(before);
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(document.activeElement).toBe(row("Gideon Afolayan"));
  });

  it("opens a person with Enter and jumps to a typed name", async () => {
    const { user, onOpen } = show();
    await user.tab();
    await user.keyboard("ila{Enter}");
    expect(onOpen).toHaveBeenCalledWith(idOf("Ilaria Bonetti"));
  });
});

describe("what the outline says", () => {
  it("level, place and size of the set of each row", () => {
    show();
    const chihiro = row("Chihiro Onodera");
    expect(chihiro.getAttribute("aria-level")).toBe("4");
    expect(chihiro.getAttribute("aria-posinset")).toBe("1");
    expect(chihiro.getAttribute("aria-setsize")).toBe("1");
    expect(chihiro.hasAttribute("aria-expanded")).toBe(false);
  });

  it("relationships in words and stance in a word", () => {
    show();
    const lennart = within(row("Lennart Voss"));
    expect(lennart.getByText("influenced by Arne Oelrich; conflict with Samuel Onyekachi")).toBeTruthy();
    expect(lennart.getAllByText("Opposed").length).toBeGreaterThan(0);
  });

  it("groups under the headings of the lanes with everybody in one", () => {
    show("group=persona", null, { ...haldenMap, layout: haldenLanes.persona });
    expect(screen.getAllByRole("row").length).toBe(1 + haldenLanes.persona.lanes.length + haldenMap.people.length);
    expect(row("Ilaria Bonetti").getAttribute("aria-level")).toBe("2");
  });

  it("shows only those who match and the way to them", () => {
    show("", new Set([idOf("Chihiro Onodera")]));
    expect(screen.getAllByRole("row").length).toBe(1 + 4);
  });
});
