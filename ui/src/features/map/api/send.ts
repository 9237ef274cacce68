/** From a change of the map to the request that makes it. One place knows the addresses and the versions they need. */

import { change as request, type SendOptions } from "~/api/http";
import { type Change, isDraft, type PersonFields } from "~/map/core/changes";
import { isSeat, isSeatLine, titleOf } from "~/map/core/seats";
import type { MapData, MapLine, Person } from "~/map/core/types";
import type { SavedVersions } from "~/map/core/versions";

const API = "/api/v1";

/** Fields of the person wherever they stand; all others belong to their part in this deal. */
const CONTACT_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "title",
  "department",
  "business_unit",
  "seniority",
  "email",
  "status",
]);

/** What every record that can be edited answers with. */
interface Saved {
  id: string;
  version: number;
}

/** What the server made of a change: versions to go on from, and the id of what was drawn before it had one. */
export interface Sent {
  versions: SavedVersions;
  created?: { draft: string; id: string };
}

/**
 * Sends a change of the map as it is on screen and answers with the versions the records have now. Putting back what
 * was there before is a restore under its old id, so that nothing of it is lost. `over` is somebody
 * else's version that the reader chose to save over. Throws ApiError, ConflictError or NetworkError.
 */
export async function send(map: MapData, change: Change, key: string, over?: number): Promise<Sent> {
  const to = keyed(key);
  switch (change.type) {
    case "edit_person": {
      const target = person(map, change.contactId);
      return isSeat(target)
        ? editSeat(to, map, target, change.fields, over)
        : editPerson(to, target, change.fields, over);
    }
    case "assess_sentiment": {
      const body = { sentiment: change.seller?.word ?? "", evidence: change.seller?.evidence ?? "" };
      return stakeholder(to, "PUT", person(map, change.contactId), "/sentiment", body, over);
    }
    case "override_influence": {
      const { level = "", reason = "", until = null } = change.override ?? {};
      return stakeholder(to, "PUT", person(map, change.contactId), "/influence", { level, reason, until }, over);
    }
    case "pin_person": {
      const target = person(map, change.contactId);
      if (isSeat(target)) return seat(to, target, { pin: change.pin }, over);
      return stakeholder(to, "PATCH", target, "", { pin: change.pin }, over);
    }
    case "set_manager":
      return setManager(to, map, change);
    case "add_line":
      return addLine(to, map, change.line);
    case "edit_line": {
      const target = line(map, change.lineId);
      const { from: from_id, to: to_id, ...fields } = change.fields;
      const body = { ...fields, ...(from_id && { from_id }), ...(to_id && { to_id }) };
      const options = { body, version: over ?? target.version };
      const { version } = await to<Saved>("PATCH", lineAddress(map, target), options);
      return { versions: { lines: { [target.id]: version } } };
    }
    case "remove_line": {
      const target = line(map, change.lineId);
      await to("DELETE", lineAddress(map, target), { version: over ?? target.version });
      return { versions: {} };
    }
    case "add_person":
      return isSeat(change.person) ? addSeat(to, map, change.person) : addPerson(to, map.opportunity.id, change.person);
    case "remove_person": {
      const target = person(map, change.contactId);
      const address = isSeat(target) ? `${API}/seats/${target.id}` : `${API}/stakeholders/${target.id}`;
      await to("DELETE", address, { version: over ?? target.version });
      return { versions: {} };
    }
    case "fill_seat": {
      const target = person(map, change.seatId);
      const options = { body: { contact_id: change.person.contact_id }, version: over ?? target.version };
      const saved = await to<Saved>("POST", `${API}/seats/${target.id}/fill`, options);
      const created = isDraft(change.person) ? { created: { draft: change.person.id, id: saved.id } } : {};
      return { versions: { stakeholders: { [saved.id]: saved.version } }, ...created };
    }
    case "open_seat": {
      const { id, version } = await to<Saved>("POST", `${API}/seats/${change.seat.contact_id}/open`);
      return { versions: { stakeholders: { [id]: version } } };
    }
  }
}

type To = <R>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, options?: SendOptions) => Promise<R>;

/** The requests of one change, each under a key of its own that is the same when the change is sent again. */
function keyed(key: string): To {
  let count = 0;
  return (method, path, options = {}) => {
    count += 1;
    return request(method, path, { ...options, key: `${key}.${count}` });
  };
}

async function stakeholder(
  to: To,
  method: "PUT" | "PATCH",
  target: Person,
  path: string,
  body: unknown,
  over: number | undefined,
): Promise<Sent> {
  const options = { body, version: over ?? target.version };
  const { version } = await to<Saved>(method, `${API}/stakeholders/${target.id}${path}`, options);
  return { versions: { stakeholders: { [target.id]: version } } };
}

async function editPerson(to: To, target: Person, fields: PersonFields, over: number | undefined): Promise<Sent> {
  const { indicators, coverage_owner: owner, ...plain } = fields;
  const ofContact = Object.fromEntries(Object.entries(plain).filter(([name]) => CONTACT_FIELDS.has(name)));
  const ofStakeholder: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(plain).filter(([name]) => !CONTACT_FIELDS.has(name))),
    ...indicators,
    ...(owner === undefined ? {} : { coverage_owner_id: owner?.id ?? null }),
  };
  const saved: Sent[] = [];
  if (Object.keys(ofContact).length > 0) {
    const options = { body: ofContact, version: over ?? target.contact_version };
    const { version } = await to<Saved>("PATCH", `${API}/contacts/${target.contact_id}`, options);
    saved.push({ versions: { contacts: { [target.contact_id]: version } } });
  }
  if (Object.keys(ofStakeholder).length > 0)
    saved.push(await stakeholder(to, "PATCH", target, "", ofStakeholder, over));
  return { versions: Object.assign({}, ...saved.map(({ versions }) => versions)) as SavedVersions };
}

async function seat(to: To, target: Person, body: unknown, over: number | undefined): Promise<Sent> {
  const options = { body, version: over ?? target.version };
  const { version } = await to<Saved>("PATCH", `${API}/seats/${target.id}`, options);
  return { versions: { stakeholders: { [target.id]: version } } };
}

/** On its card the title one hopes for stands where the others have their name. */
async function editSeat(
  to: To,
  map: MapData,
  target: Person,
  fields: PersonFields,
  over: number | undefined,
): Promise<Sent> {
  const { name, personas, notes } = fields;
  return seat(
    to,
    target,
    {
      ...(name === undefined ? {} : { title: titleOf({ name, personas: personas ?? target.personas }, map.personas) }),
      personas,
      notes,
    },
    over,
  );
}

async function addSeat(to: To, map: MapData, added: Person): Promise<Sent> {
  const { id: draft, contact_id: id, personas, notes, pin } = added;
  if (isDraft(added)) {
    const body = { id, title: titleOf(added, map.personas), personas, notes, pin };
    const saved = await to<Saved>("POST", `${API}/opportunities/${map.opportunity.id}/seats`, { body });
    return { versions: { stakeholders: { [saved.id]: saved.version } }, created: { draft, id: saved.id } };
  }
  const saved = await to<Saved>("POST", `${API}/seats/${id}/open`);
  return { versions: { stakeholders: { [saved.id]: saved.version } } };
}

async function addPerson(to: To, opportunityId: string, added: Person): Promise<Sent> {
  const { id: draft, contact_id, personas } = added;
  const saved = isDraft(added)
    ? await to<Saved>("POST", `${API}/opportunities/${opportunityId}/stakeholders`, {
        body: { contact_id, personas },
      })
    : await to<Saved>("POST", `${API}/stakeholders/${draft}/restore`);
  return { versions: { stakeholders: { [saved.id]: saved.version } }, created: { draft, id: saved.id } };
}

async function addLine(to: To, map: MapData, drawn: MapLine): Promise<Sent> {
  const { opportunity_id: _, ...ofSeat } = lineBody(drawn);
  const saved = !isDraft(drawn)
    ? await to<Saved>("POST", `${lineAddress(map, drawn)}/restore`)
    : isSeatLine(map, drawn)
      ? await to<Saved>("POST", `${API}/opportunities/${map.opportunity.id}/seat-lines`, { body: ofSeat })
      : await to<Saved>("POST", `${API}/lines`, { body: lineBody(drawn) });
  return { versions: { lines: { [saved.id]: saved.version } }, created: { draft: drawn.id, id: saved.id } };
}

async function setManager(to: To, map: MapData, change: Extract<Change, { type: "set_manager" }>): Promise<Sent> {
  const present = map.lines.find((each) => each.kind === "reports_to" && each.from === change.contactId);
  if (!present && change.line && !isDraft(change.line)) return addLine(to, map, change.line);
  const ends = { from: change.contactId, to: change.managerId ?? "" };
  if (isSeatLine(map, ends) || (present && isSeatLine(map, present))) return setSeatManager(to, map, change, present);
  await to("PUT", `${API}/contacts/${change.contactId}/manager`, {
    body: { manager_id: change.managerId },
    ...(present && !isDraft(present) ? { version: present.version } : {}),
  });
  return { versions: {} };
}

/** A manager who is an empty seat, or of one: the line there is goes first, because the two are kept apart. */
async function setSeatManager(
  to: To,
  map: MapData,
  change: Extract<Change, { type: "set_manager" }>,
  present: MapLine | undefined,
): Promise<Sent> {
  if (present && !isDraft(present)) await to("DELETE", lineAddress(map, present), { version: present.version });
  if (change.line) return addLine(to, map, change.line);
  return { versions: {} };
}

function lineAddress(map: MapData, { id, from, to }: MapLine): string {
  return isSeatLine(map, { from, to }) ? `${API}/seat-lines/${id}` : `${API}/lines/${id}`;
}

function lineBody(drawn: MapLine): Record<string, unknown> {
  const { kind, from, to, strength, note, since, told_by, opportunity_id } = drawn;
  return { kind, from_id: from, to_id: to, strength, note, since, told_by, opportunity_id };
}

function person(map: MapData, contactId: string): Person {
  const found = map.people.find((candidate) => candidate.contact_id === contactId);
  if (!found) throw new Error("This person has left the map meanwhile.");
  return found;
}

function line(map: MapData, lineId: string): MapLine {
  const found = map.lines.find((candidate) => candidate.id === lineId);
  if (!found) throw new Error("This line has been removed meanwhile.");
  return found;
}
