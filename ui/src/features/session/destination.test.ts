import { expect, it } from "vitest";
import { destination } from "./destination";

it("goes back to the page that asked for the sign-in, with its search", () => {
  expect(destination("/opportunities/42?p=7&group=persona")).toBe("/opportunities/42?p=7&group=persona");
});

it.each([null, "", "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/sign-in?next=/"])(
  "goes home instead of to %s",
  (next) => {
    expect(destination(next)).toBe("/");
  },
);
