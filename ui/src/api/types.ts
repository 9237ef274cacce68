/**
 * The server's words, by the names the screens use. All of it comes from the API's own description: `schema.d.ts` is made
 * from docs/reference/openapi.json with `npm run schema`.
 */
import type { components, operations } from "./schema";

type Schemas = components["schemas"];
type Operation = keyof operations;

/** What an operation answers when it succeeds, by its operation id. */
export type Reply<Id extends Operation> = operations[Id]["responses"] extends {
  200: { content: { "application/json": infer Body } };
}
  ? Body
  : operations[Id]["responses"] extends { 201: { content: { "application/json": infer Body } } }
    ? Body
    : undefined;

/** The query parameters an operation takes; `never` for one that takes none. */
export type QueryOf<Id extends Operation> = NonNullable<operations[Id]["parameters"]["query"]>;

export type Ref = Schemas["Ref"];
export type Me = Schemas["MeOut"];
export type User = Schemas["UserOut"];
export type Stage = Schemas["StageOut"];
export type Pipeline = Schemas["PipelineOut"];
export type Persona = Schemas["PersonaOut"];
export type ServerConfig = Schemas["ConfigOut"];

export type Account = Schemas["AccountOut"];
export type AccountRow = Schemas["AccountRow"];
export type Contact = Schemas["ContactOut"];
export type ContactRow = Schemas["ContactRow"];
export type Opportunity = Schemas["OpportunityOut"];
export type OpportunityRow = Schemas["OpportunityRow"];

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}

/** In a demo: whom a visitor may sign in as. */
export type SampleUser = Schemas["SampleUserOut"];
