import type { Me } from "~/api/types";

/** Guests read. What else a user may do is decided per record by the server, which says so in `can_edit`. */
export function mayEdit(me: Me): boolean {
  return me.can_write;
}
