import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type Webhook = components["schemas"]["WebhookOut"];
export type Delivery = components["schemas"]["DeliveryOut"];
export type WebhookWish = components["schemas"]["WebhookIn"];
type Message = WebhookWish["messages"] extends (infer Word)[] | undefined ? Word : never;

const KEY = ["webhooks"] as const;
const PAGE = 50;

/** What each message tells. */
export const MESSAGES: Readonly<Record<Message, string>> = {
  "opportunity.stage_changed": "A deal enters another stage",
  "opportunity.signals_changed": "Signals are opened, closed or answered",
  "opportunity.map_changed": "Somebody changes a map",
  "opportunity.scores_changed": "Scores change",
};

export function useWebhooks() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Reply<"list_webhooks">>("/api/v1/webhooks", {}, signal),
  });
}

export function useDeliveries(webhookId: string) {
  return useQuery({
    queryKey: [...KEY, webhookId],
    queryFn: ({ signal }) =>
      get<Reply<"list_webhook_deliveries">>(`/api/v1/webhooks/${webhookId}/deliveries`, { limit: PAGE }, signal),
    placeholderData: keepPreviousData,
    // What is on its way arrives or fails within seconds.
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === "waiting") ? 2_000 : false),
  });
}

function useSaving<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }) });
}

export const useMakeWebhook = () =>
  useSaving((wish: WebhookWish) => change<Reply<"create_webhook">>("POST", "/api/v1/webhooks", { body: wish }));

export const useChangeWebhook = (id: string) =>
  useSaving((wish: Partial<WebhookWish> & { is_active?: boolean }) =>
    change<Webhook>("PATCH", `/api/v1/webhooks/${id}`, { body: wish }),
  );

export const useDeleteWebhook = (id: string) => useSaving(() => change<undefined>("DELETE", `/api/v1/webhooks/${id}`));

export const useReplaceSecret = (id: string) =>
  useSaving(() => change<Reply<"replace_webhook_secret">>("POST", `/api/v1/webhooks/${id}/secret`));

export const useTestWebhook = (id: string) => useSaving(() => change<Delivery>("POST", `/api/v1/webhooks/${id}/test`));

export const useSendAgain = (id: string) =>
  useSaving((deliveryId: string) => change<Delivery>("POST", `/api/v1/webhooks/${id}/deliveries/${deliveryId}/again`));
