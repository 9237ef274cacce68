import type { Reply } from "~/api/types";

export type Insight = Reply<"get_insight">;
export type InsightKind = Insight["kind"];

export const INSIGHT_KINDS: Readonly<Record<InsightKind, string>> = {
  goal: "Goal",
  pressure: "Pressure",
  initiative: "Initiative",
  obstacle: "Obstacle",
  challenge: "Challenge",
  criterion: "Decision criterion",
  concern: "Concern",
};
