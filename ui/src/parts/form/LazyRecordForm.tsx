import { lazy, Suspense } from "react";
import type { RecordFormProps } from "./RecordForm";

// Forms bring the heavier inputs with them; a list is on screen long before somebody edits.
const RecordForm = lazy(async () => ({ default: (await import("./RecordForm")).RecordForm }));

/** The form of a record, fetched when first opened. */
export function LazyRecordForm(props: RecordFormProps) {
  return (
    <Suspense>
      <RecordForm {...props} />
    </Suspense>
  );
}
