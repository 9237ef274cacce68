/** Reviewing a deal. All of it lies under the deal's key, so live events refresh it. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";
import { mapKeys } from "../api/map";

export type DealReview = Reply<"get_review">;
export type Comment = DealReview["comments"][number];
export type Action = DealReview["actions"][number];
type Schemas = components["schemas"];

export function useReview(opportunityId: string) {
  return useQuery({
    queryKey: [...mapKeys.deal(opportunityId), "review"],
    queryFn: ({ signal }) => get<DealReview>(`/api/v1/opportunities/${opportunityId}/review`, {}, signal),
  });
}

/** A suggestion names the fields it would change and no others. */
export interface NewComment {
  text: string;
  contact_id?: string;
  to_contact_id?: string;
  suggests?: Partial<Schemas["SuggestionIn"]>;
  suggests_line?: Schemas["LineSuggestionIn"];
}

export type ReviewChange =
  | { type: "hold"; body: Schemas["ReviewIn"] }
  | { type: "comment"; body: NewComment }
  | { type: "invite"; body: Schemas["InvitationIn"] }
  | { type: "answer"; comment: Comment; answer: string }
  | { type: "accept"; comment: Comment }
  | { type: "agree"; body: Schemas["ActionIn"] }
  | { type: "close"; action: Action; status: Action["status"] };

/** Sends one change of a review, then reads the deal and the queue anew, also when it was refused. */
export function useReviewChange(opportunityId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: ReviewChange) => send(opportunityId, wanted),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: mapKeys.deal(opportunityId) }),
        client.invalidateQueries({ queryKey: ["reviews"] }),
      ]),
  });
}

function send(opportunityId: string, wanted: ReviewChange): Promise<unknown> {
  const deal = `/api/v1/opportunities/${opportunityId}`;
  switch (wanted.type) {
    case "hold":
      return change("POST", `${deal}/reviews`, { body: wanted.body });
    case "comment":
      return change("POST", `${deal}/comments`, { body: wanted.body });
    case "invite":
      return change("POST", `${deal}/invitations`, { body: wanted.body });
    case "answer":
      return change("POST", `/api/v1/comments/${wanted.comment.id}/answer`, {
        body: { answer: wanted.answer },
        version: wanted.comment.version,
      });
    case "accept":
      return change("POST", `/api/v1/comments/${wanted.comment.id}/accept`, { version: wanted.comment.version });
    case "agree":
      return change("POST", `${deal}/actions`, { body: wanted.body });
    case "close":
      return change("PATCH", `/api/v1/actions/${wanted.action.id}`, {
        body: { status: wanted.status },
        version: wanted.action.version,
      });
  }
}
