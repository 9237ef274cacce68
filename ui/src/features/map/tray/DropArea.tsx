import { type DragEvent, type ReactNode, useState } from "react";
import { useWorkspace } from "../workspace/context";
import { carried, isCarried } from "./carried";
import styles from "./DropArea.module.css";
import { useAddContact } from "./useAddContact";

/** Where a contact dragged from the list may be let go: on a card, under that person; beside the cards, with nobody yet. */
export function DropArea({ children }: { children: ReactNode }) {
  const { canEdit, nameOf, byId } = useWorkspace();
  const add = useAddContact();
  const [over, setOver] = useState<string | null>(null);
  const onDragOver = (event: DragEvent) => {
    if (!canEdit || !isCarried(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    const card = cardUnder(event);
    setOver(card === null ? "Let go to put them on the map" : said(card));
  };
  const said = (card: string) =>
    byId.get(card)?.is_seat ? `They will take the seat ${nameOf(card)}` : `They will report to ${nameOf(card)}`;
  const onDrop = (event: DragEvent) => {
    setOver(null);
    const contact = canEdit ? carried(event.dataTransfer) : null;
    if (!contact) return;
    event.preventDefault();
    void add(contact, cardUnder(event));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list has a button for each contact; this is for the pointer
    <div
      className={styles["area"]}
      onDragOver={onDragOver}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(null)}
      onDrop={onDrop}
    >
      {children}
      {over !== null && <div className={styles["hint"]}>{over}</div>}
    </div>
  );
}

function cardUnder(event: DragEvent): string | null {
  return (event.target as HTMLElement).closest<HTMLElement>("[data-card]")?.dataset["card"] ?? null;
}
