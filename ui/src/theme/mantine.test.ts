import { describe, expect, it } from "vitest";

const SOURCES = import.meta.glob<string>("../**/*.tsx", { query: "?raw", import: "default", eager: true });
const LOADED = import.meta.glob<string>("./mantine.css", { query: "?raw", import: "default", eager: true });
/** Parts with styles of their own, by the files there are. */
const STYLED = Object.keys(import.meta.glob("/node_modules/@mantine/core/styles/*.layer.css")).map((path) =>
  path.slice(path.lastIndexOf("/") + 1).replace(".layer.css", ""),
);

function used(): string[] {
  const names = Object.values(SOURCES).flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap((match) => (match[1] ?? "").split(",")),
  );
  return [...new Set(names.map((name) => name.trim()))].filter((name) => STYLED.includes(name)).sort();
}

describe("Mantine's styles", () => {
  it("are loaded for every part in use: without them it stands there as bare text", () => {
    const loaded = Object.values(LOADED).join();
    expect(used()).toContain("Button");
    expect(used().filter((name) => !loaded.includes(`/${name}.layer.css`))).toEqual([]);
  });
});
