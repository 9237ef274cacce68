import { expect, test } from "vitest";
import { choose } from "./outcomes";

const deals = ["open", "won", "lost"];
const itself = (deal: string) => deal;

test("closed deals are those won and those lost", () => {
  expect(choose(deals, "closed", itself)).toEqual(["won", "lost"]);
  expect(choose(deals, "open", itself)).toEqual(["open"]);
  expect(choose(deals, "any", itself)).toEqual(deals);
});
