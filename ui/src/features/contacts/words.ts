import type { Contact } from "~/api/types";

/** Rank by title; a missing key is not assessed. */
export const SENIORITY_NAMES: Readonly<Record<string, string>> = {
  executive: "Executive",
  vp: "Vice president",
  director: "Director",
  manager: "Manager",
  staff: "Staff",
};

export const STATUS_NAMES: Readonly<Record<Contact["status"], string>> = {
  active: "Active",
  left: "Left the company",
  moved: "Moved to another account",
};
