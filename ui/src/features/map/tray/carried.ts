import type { ContactItem } from "../api/map";

/** A type of our own: text dragged in from elsewhere is nobody. */
const TYPE = "application/x-coalition-contact";

export function carry(transfer: DataTransfer, contact: ContactItem): void {
  transfer.setData(TYPE, JSON.stringify(contact));
  transfer.effectAllowed = "copy";
}

export function isCarried(transfer: DataTransfer): boolean {
  return transfer.types.includes(TYPE);
}

export function carried(transfer: DataTransfer): ContactItem | null {
  const text = transfer.getData(TYPE);
  return text ? (JSON.parse(text) as ContactItem) : null;
}
