import type { Reply } from "~/api/types";

export type Unit = Reply<"get_account_map">["units"][number];
export type Department = Unit["departments"][number];

export const NO_UNIT = "No unit said";
