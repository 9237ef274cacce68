/** Which fields a person edits, by kind of record, in the order of the form. */
import type { RecordKind } from "~/api/records";
import type { FieldSpec } from "./draft";

/** Of a contact, the highest first. */
export const SENIORITIES = [
  { value: "executive", label: "Executive" },
  { value: "vp", label: "Vice president" },
  { value: "director", label: "Director" },
  { value: "manager", label: "Manager" },
  { value: "staff", label: "Staff" },
] as const;

const STATUSES = [
  { value: "active", label: "Active" },
  { value: "left", label: "Left the company" },
  { value: "moved", label: "Moved to another account" },
] as const;

const OWN_FIELDS: FieldSpec = {
  name: "custom",
  label: "Own fields",
  kind: "pairs",
  hint: "A name and a value per line, such as Region: North. Rules can use them.",
};

interface FormSpec {
  /** "account", as in "New account". */
  readonly noun: string;
  readonly fields: readonly FieldSpec[];
}

export const FORMS: Readonly<Record<RecordKind, FormSpec>> = {
  accounts: {
    noun: "account",
    fields: [
      { name: "name", label: "Name", kind: "text", required: true, maxLength: 255 },
      { name: "parent", label: "Parent account", kind: "record", source: "accounts" },
      { name: "owner", label: "Owner", kind: "record", source: "users" },
      { name: "industry", label: "Industry", kind: "text", maxLength: 120, half: true },
      { name: "segment", label: "Segment", kind: "text", maxLength: 120, half: true },
      { name: "tier", label: "Tier", kind: "text", maxLength: 20, half: true, hint: "Such as A, B or C." },
      { name: "fit", label: "Fit, 0–100", kind: "number", half: true, hint: "Ideal-customer fit." },
      { name: "domain", label: "Mail domain", kind: "text", maxLength: 255, half: true },
      { name: "website", label: "Website", kind: "text", maxLength: 255, half: true },
      { name: "employees", label: "Employees", kind: "number", half: true },
      { name: "country", label: "Country", kind: "text", maxLength: 80, half: true },
      { name: "annual_revenue", label: "Annual revenue", kind: "number", half: true },
      { name: "currency", label: "Currency", kind: "text", maxLength: 3, half: true, hint: "Such as EUR." },
      { name: "notes", label: "Notes", kind: "long" },
      OWN_FIELDS,
    ],
  },
  contacts: {
    noun: "contact",
    fields: [
      { name: "name", label: "Name", kind: "text", required: true, maxLength: 255 },
      { name: "title", label: "Title", kind: "text", maxLength: 200 },
      { name: "account", label: "Account", kind: "record", source: "accounts" },
      { name: "department", label: "Department", kind: "text", maxLength: 120, half: true },
      { name: "business_unit", label: "Business unit", kind: "text", maxLength: 120, half: true },
      { name: "seniority", label: "Seniority", kind: "choice", choices: SENIORITIES, half: true },
      { name: "status", label: "Status", kind: "choice", choices: STATUSES, half: true },
      { name: "email", label: "E-mail", kind: "text", maxLength: 254 },
      { name: "other_emails", label: "Other e-mails", kind: "lines", hint: "One per line.", half: true },
      { name: "phones", label: "Phones", kind: "lines", hint: "One per line.", half: true },
      { name: "preferred_channel", label: "Preferred channel", kind: "text", maxLength: 20, half: true },
      { name: "location", label: "Location", kind: "text", maxLength: 120, half: true },
      { name: "priorities", label: "Priorities", kind: "long" },
      { name: "motivations", label: "Motivations", kind: "long" },
      { name: "notes", label: "Notes", kind: "long", hint: "Write what you would show them." },
      OWN_FIELDS,
    ],
  },
  opportunities: {
    noun: "opportunity",
    fields: [
      { name: "name", label: "Name", kind: "text", required: true, maxLength: 255 },
      { name: "account", label: "Account", kind: "record", source: "accounts" },
      { name: "owner", label: "Owner", kind: "record", source: "users" },
      { name: "stage", label: "Stage", kind: "choice", required: true, half: true },
      {
        name: "kind",
        label: "Kind",
        kind: "text",
        maxLength: 60,
        half: true,
        hint: "Such as new business or renewal.",
      },
      { name: "amount", label: "Amount", kind: "number", half: true },
      { name: "currency", label: "Currency", kind: "text", maxLength: 3, half: true, hint: "Such as EUR." },
      { name: "close_on", label: "Closes on", kind: "day", half: true },
      { name: "created_on", label: "Opened on", kind: "day", half: true },
      { name: "next_step", label: "Next step", kind: "long" },
      { name: "notes", label: "Notes", kind: "long" },
      OWN_FIELDS,
    ],
  },
};
