/**
 * The map as the server sends it: `GET /opportunities/{id}/map`.
 *
 * Ids are UUIDs. A person has two: `id` of the stakeholder (this deal) and `contact_id` (the person).
 * Lines, boxes and routes speak of contacts, because a line may outlive a deal; edits of the part a person
 * plays here speak of stakeholders. `null` or an empty string always means "not assessed", never neutral.
 */

export type SentimentWord = "advocate" | "supportive" | "neutral" | "sceptical" | "opposed";
export type InfluenceLevel = "low" | "medium" | "high";
export type EngagementLevel = "absent" | "present" | "lapsed" | "engaged" | "deep";
export type LineKind = "reports_to" | "dotted" | "influences" | "ally" | "conflict" | "knows";
export type Strength = 1 | 2 | 3;
export type GroupBy = "reporting" | "persona" | "department" | "network";
export type ScoreName = "engagement" | "sentiment" | "influence";

export interface NamedRef {
  id: string;
  name: string;
}

/** One addend of a score; the points of all parts add up to the score exactly. */
export interface Part {
  key: string;
  label: string;
  value: number | null;
  weight: number;
  points: number;
  detail: string;
}

export interface SellerView {
  word: SentimentWord;
  evidence: string;
  at: string | null;
  by: NamedRef | null;
}

export interface BehaviourView {
  score: number | null;
  confidence: number;
  word: SentimentWord | null;
}

export interface SentimentState {
  effective: SentimentWord | null;
  /** -100 (against) to 100 (for). */
  score: number | null;
  source: "seller" | "behaviour" | "blend" | null;
  reason: string;
  diverges: boolean;
  seller: SellerView | null;
  behaviour: BehaviourView | null;
}

export interface InfluenceOverride {
  level: InfluenceLevel;
  reason: string;
  until: string | null;
  by: NamedRef | null;
}

export interface InfluenceState {
  score: number | null;
  level: InfluenceLevel | null;
  confidence: number | null;
  /** True when it rests on what this seniority and persona usually have, not on evidence; drawn hollow. */
  assumed: boolean;
  override: InfluenceOverride | null;
  parts: Part[];
}

export interface EngagementState {
  level: EngagementLevel | null;
  score: number | null;
  last_two_way_at: string | null;
  last_seller_led_at: string | null;
  /** 26 weekly values 0-100, oldest first. */
  trend: number[];
  parts: Part[];
}

export interface Indicators {
  purchasing_authority: boolean | null;
  approval_power: boolean | null;
  committee_member: boolean | null;
  senior_for_decision: boolean | null;
  personal_connections: boolean | null;
  relationship: number | null;
  process_role: string;
  access: string;
  change_stance: string;
  fit_view: number | null;
  preference: string;
  buying_stage: string;
  is_key: boolean | null;
  owns_problem: boolean | null;
  aligned_with: string;
  vote_kind: "approve" | "recommend" | "influence" | "veto" | "";
  vote: "for" | "against" | "undecided" | "";
}

export interface Person {
  id: string;
  contact_id: string;
  version: number;
  contact_version: number;
  /** A placeholder for somebody nobody has named yet; see `seats.ts`. */
  is_seat?: true;
  name: string;
  title: string;
  department: string;
  business_unit: string;
  seniority: string;
  email: string;
  account: NamedRef | null;
  is_outsider: boolean;
  status: string;
  personas: string[];
  coverage_owner: NamedRef | null;
  sentiment: SentimentState;
  influence: InfluenceState;
  engagement: EngagementState;
  indicators: Indicators;
  notes: string;
  /** Where somebody placed the card by hand; null: where the layout puts it. */
  pin: { x: number; y: number } | null;
}

export interface MapLine {
  id: string;
  version: number;
  kind: LineKind;
  /** Contact ids; from the report to the manager, from who influences to whom. */
  from: string;
  to: string;
  strength: Strength | null;
  note: string;
  since: string | null;
  told_by: string;
  /** Null: the line holds wherever both people stand. */
  opportunity_id: string | null;
  /** Of reviewers, about what is between the two. */
  open_comments: number;
}

export type Point = readonly [number, number];

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Lane extends Box {
  key: string;
  label: string;
  count: number;
}

export interface MapLayout {
  algorithm: string;
  page: { width: number; height: number };
  boxes: Record<string, Box>;
  lanes: Lane[];
  routes: Record<string, Point[]>;
}

export interface Risk {
  code: string;
  text: string;
  severity: "high" | "medium";
  contact_ids: string[];
}

export interface RoleCoverage {
  persona: string;
  name: string;
  level: EngagementLevel | null;
  contact_ids: string[];
}

export interface MapSummary {
  known_stance: { known: number; total: number };
  contacted_30_days: { count: number; total: number };
  support: { for: number; neutral: number; against: number; unknown: number };
  effective_threads: number | null;
  engaged: number;
  roles: RoleCoverage[];
  risks: Risk[];
}

export interface MapOpportunity {
  id: string;
  name: string;
  kind: string;
  stage: { key: string; name: string; outcome: string; position: number };
  amount: number | string | null;
  currency: string;
  close_on: string | null;
  created_on: string | null;
  owner: NamedRef | null;
  account: NamedRef | null;
  version: number;
  can_edit: boolean;
}

export interface PersonaRef {
  key: string;
  name: string;
  group: string;
}

export interface MapData {
  opportunity: MapOpportunity;
  as_of: string | null;
  scored_at: string | null;
  settings_version: string | null;
  summary: MapSummary;
  people: Person[];
  lines: MapLine[];
  layout: MapLayout;
  personas: PersonaRef[];
}

/** One record behind a score: `GET .../evidence`. */
export interface EvidenceRecord {
  id: string;
  kind: string;
  occurred_at: string;
  subject: string;
  direction: string;
  role: string;
  response: string;
  counts_as: string;
  points: number | null;
  with: string[];
}

export interface Evidence {
  score: ScoreName;
  value: number | null;
  rule: string;
  settings_version: string | null;
  as_of: string | null;
  parts: Part[];
  records: EvidenceRecord[];
  total: number;
}
