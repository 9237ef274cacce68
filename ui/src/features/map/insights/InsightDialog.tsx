import { Button, Group, Loader, Modal, MultiSelect, Select, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { change, get } from "~/api/http";
import { mapKeys } from "../api/map";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import { useInsights } from "./api";
import { INSIGHT_KINDS, type Insight, type InsightKind } from "./kinds";

const KINDS = Object.entries(INSIGHT_KINDS).map(([value, label]) => ({ value, label }));

/** Something learned from them, written down once for every view and lens; or our answer to it. */
export function InsightDialog({ request, onClose }: DialogProps<"insight">) {
  const id = "insightId" in request ? request.insightId : null;
  const found = useQuery({
    queryKey: ["insights", "one", id],
    queryFn: ({ signal }) => get<Insight>(`/api/v1/insights/${id}`, {}, signal),
    enabled: id !== null,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={id === null ? "What we learned" : "What we learned, and our answer"}
      size="md"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {id !== null && found.isPending && <Loader size="sm" />}
      {found.isError && <p role="alert">{messageOf(found.error)}</p>}
      {(id === null || found.data) && (
        <InsightForm
          insight={found.data ?? null}
          kind={"kind" in request ? request.kind : "goal"}
          contactId={"contactId" in request ? request.contactId : ""}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface InsightFormProps {
  insight: Insight | null;
  kind: InsightKind;
  contactId: string;
  onClose: () => void;
}

function InsightForm({ insight, kind: first, contactId, onClose }: InsightFormProps) {
  const { data, say } = useWorkspace();
  const { opportunity, people } = data;
  const client = useQueryClient();
  const [kind, setKind] = useState<InsightKind>(insight?.kind ?? first);
  const [text, setText] = useState(insight?.text ?? "");
  const [answer, setAnswer] = useState(insight?.answer ?? "");
  const [holders, setHolders] = useState<string[]>(insight?.contact_ids ?? (contactId ? [contactId] : []));
  const [linked, setLinked] = useState<string[]>(insight?.linked_ids ?? []);
  const [toldBy, setToldBy] = useState<string | null>(insight?.told_by?.id ?? null);
  const others = (useInsights(opportunity.id, opportunity.account?.id).data ?? []).filter(
    (each) => each.id !== insight?.id,
  );
  const [empty, setEmpty] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const body = {
        kind,
        text: text.trim(),
        answer: answer.trim(),
        contact_ids: holders,
        linked_ids: linked,
        told_by_id: toldBy,
      };
      return insight
        ? change<Insight>("PATCH", `/api/v1/insights/${insight.id}`, { body, version: insight.version })
        : change<Insight>("POST", "/api/v1/insights", {
            body: { ...body, account_id: opportunity.account?.id, opportunity_id: opportunity.id },
          });
    },
    onSuccess: async () => {
      say(`${INSIGHT_KINDS[kind]} saved.`);
      onClose();
      await Promise.all([
        client.invalidateQueries({ queryKey: ["insights"] }),
        client.invalidateQueries({ queryKey: mapKeys.deal(opportunity.id) }),
      ]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return setEmpty(true);
    save.mutate();
  };
  // Somebody who has left the map meanwhile still holds it, and is kept.
  const known = new Set(people.map((person) => person.contact_id));
  const options = [
    ...people.map((person) => ({ value: person.contact_id, label: person.name })),
    ...holders.filter((id) => !known.has(id)).map((id) => ({ value: id, label: "Somebody not on this map" })),
  ];
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Select
          label="Kind"
          data={KINDS}
          value={kind}
          allowDeselect={false}
          onChange={(value) => value && setKind(value as InsightKind)}
        />
        <Textarea
          label="In their words"
          required
          autosize
          minRows={2}
          data-autofocus={insight === null || undefined}
          value={text}
          error={empty && "Say what you learned."}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setEmpty(false);
          }}
        />
        <MultiSelect
          label="Whose it is"
          data={options}
          value={holders}
          onChange={setHolders}
          searchable
          placeholder={holders.length === 0 ? "The whole group" : ""}
        />
        <Textarea
          label="Our answer"
          autosize
          minRows={2}
          data-autofocus={insight !== null || undefined}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <MultiSelect
          label="Hangs on"
          data={[
            ...others.map((each) => ({ value: each.id, label: `${INSIGHT_KINDS[each.kind]}: ${each.text}` })),
            ...linked
              .filter((link) => !others.some((each) => each.id === link))
              .map((link) => ({ value: link, label: "An insight of another deal" })),
          ]}
          value={linked}
          onChange={setLinked}
          searchable
          placeholder={linked.length === 0 ? "Nothing else" : ""}
        />
        <Select
          label="Who told us"
          data={[
            ...people.map((person) => ({ value: person.contact_id, label: person.name })),
            ...(insight?.told_by && !known.has(insight.told_by.id)
              ? [{ value: insight.told_by.id, label: insight.told_by.name }]
              : []),
          ]}
          value={toldBy}
          onChange={setToldBy}
          clearable
          searchable
          placeholder="Not known"
        />
        {save.isError && <p role="alert">{messageOf(save.error)}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
