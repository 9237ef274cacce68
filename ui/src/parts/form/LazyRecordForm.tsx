import { inFile, useInFile } from "~/parts/inFile";
import type { RecordFormProps } from "./RecordForm";

// Forms bring the heavier inputs with them; a list is on screen long before somebody edits.
const FORM = inFile(() => import("./RecordForm"), "RecordForm");

/** The form of a record, fetched when first opened. */
export function LazyRecordForm(props: RecordFormProps) {
  const Form = useInFile(FORM);
  return Form && <Form {...props} />;
}
