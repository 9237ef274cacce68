import { type ComponentType, useEffect, useState } from "react";
import type { RecordFormProps } from "./RecordForm";

// Forms bring the heavier inputs with them; a list is on screen long before somebody edits.
let here: ComponentType<RecordFormProps> | null = null;

/** The form of a record, fetched when first opened. Not by suspending, after which React would hold it back for 300 ms. */
export function LazyRecordForm(props: RecordFormProps) {
  const [Form, setForm] = useState(() => here);
  useEffect(() => {
    if (Form !== null) return;
    import("./RecordForm").then(
      ({ RecordForm }) => {
        here = RecordForm;
        setForm(() => RecordForm);
      },
      // Thrown where the page's boundary catches it.
      (error) =>
        setForm(() => {
          throw error;
        }),
    );
  }, [Form]);
  return Form && <Form {...props} />;
}
