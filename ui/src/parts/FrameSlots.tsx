/** Places in the top bar that a page may fill: the start (breadcrumb in place of the navigation) and the end (actions). */
import { createContext, type ReactNode, use, useEffect } from "react";
import { createPortal } from "react-dom";

export interface FrameSlots {
  readonly start: HTMLElement | null;
  readonly end: HTMLElement | null;
  /** Called with true while a page fills the start. */
  readonly onStartFilled: (filled: boolean) => void;
}

export const FrameSlotsContext = createContext<FrameSlots>({ start: null, end: null, onStartFilled: () => {} });

/** Where the page stands, written into the top bar; the main navigation folds into a menu meanwhile. */
export function TopBarStart({ children }: { readonly children: ReactNode }) {
  const { start, onStartFilled } = use(FrameSlotsContext);
  useEffect(() => {
    onStartFilled(true);
    return () => onStartFilled(false);
  }, [onStartFilled]);
  return start && createPortal(children, start);
}

/** The page's own actions, at the right of the top bar, before theme and user. */
export function TopBarEnd({ children }: { readonly children: ReactNode }) {
  const { end } = use(FrameSlotsContext);
  return end && createPortal(children, end);
}
