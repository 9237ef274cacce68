import { useQueryClient } from "@tanstack/react-query";
import { useRecord } from "~/api/records";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { mapKeys } from "../api/map";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";

/** The deal's own fields: amount, dates, owner. */
export function DealDialog({ onClose }: DialogProps<"deal">) {
  const { id } = useWorkspace().data.opportunity;
  const record = useRecord("opportunities", id).data;
  const client = useQueryClient();
  if (!record) return null;
  const onSaved = () => void client.invalidateQueries({ queryKey: mapKeys.deal(id) });
  return <LazyRecordForm kind="opportunities" record={record} onClose={onClose} onSaved={onSaved} />;
}
