import { expect, test } from "vitest";
import { draftLine } from "./changes";
import { rootsOfPower } from "./power";

const moves = (from: string, to: string) => draftLine("influences", from, to);

test("a root moves others and is moved by nobody", () => {
  expect(rootsOfPower([moves("ada", "ben"), moves("ben", "cleo"), moves("dan", "cleo")])).toEqual(
    new Map([
      ["ada", 2],
      ["dan", 1],
    ]),
  );
});

test("people who move each other are one source together", () => {
  expect(rootsOfPower([moves("ada", "ben"), moves("ben", "ada"), moves("ben", "cleo")])).toEqual(
    new Map([
      ["ada", 2],
      ["ben", 2],
    ]),
  );
});

test("alliances and reporting lines make nobody powerful", () => {
  expect(rootsOfPower([draftLine("ally", "ada", "ben"), draftLine("reports_to", "cleo", "ada")]).size).toBe(0);
});
