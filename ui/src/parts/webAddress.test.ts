import { expect, it } from "vitest";
import { safeWebAddress } from "./webAddress";

it("makes a link of a bare domain and keeps a full address", () => {
  expect(safeWebAddress("halden.example")).toBe("https://halden.example/");
  expect(safeWebAddress("http://halden.example/about")).toBe("http://halden.example/about");
});

it.each(["", "javascript:alert(1)", "data:text/html,x", "not a host"])("makes no link of “%s”", (text) => {
  expect(safeWebAddress(text)).toBeNull();
});
