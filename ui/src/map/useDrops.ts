import { type NodeChange, type OnConnectEnd, type OnConnectStart, type OnNodeDrag, useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CanvasStore } from "./canvasStore";
import type { HitGrid } from "./core/hitGrid";
import type { Box } from "./core/types";
import type { MapNode } from "./nodes";

interface DropActions {
  connect: (from: string, to: string) => void;
  moveUnder: (report: string, manager: string) => Promise<void>;
  refusal: (report: string, manager: string) => string | null;
  /** Places the card by hand; absent in a layout that keeps no pins. */
  pin: ((contactId: string, at: { x: number; y: number }) => Promise<void>) | null;
  say: (text: string) => void;
}

interface DropsInput {
  store: CanvasStore;
  boxes: Readonly<Record<string, Box>>;
  grid: HitGrid;
  actions: DropActions;
}

/** A card dropped on another gets a new manager; a dot dropped on a card begins a line. What would happen is shown before. */
export function useDrops({ store, boxes, grid, actions }: DropsInput) {
  const { screenToFlowPosition } = useReactFlow();
  const [dragged, setDragged] = useState<{ id: string; x: number; y: number } | null>(null);

  const onNodesChange = useCallback((changes: NodeChange<MapNode>[]) => {
    for (const change of changes) {
      if (change.type === "position" && change.position) setDragged({ id: change.id, ...change.position });
    }
  }, []);

  const onNodeDrag = useCallback<OnNodeDrag<MapNode>>(
    (event, node) => {
      const box = boxes[node.id];
      if (!box) return;
      // With Alt the card is placed and nobody gets a new manager.
      if (event.altKey && actions.pin) return store.set({ drop: null });
      const over = grid.mostCovered({ ...box, ...node.position }, new Set([node.id]));
      // Refused in words already while it hovers, not after the drop.
      if (store.get().drop?.contactId !== over) {
        store.set({ drop: over === null ? null : { contactId: over, refusal: actions.refusal(node.id, over) } });
      }
    },
    [boxes, grid, store, actions],
  );

  const onNodeDragStop = useCallback<OnNodeDrag<MapNode>>(
    (event, node) => {
      const { drop } = store.get();
      store.set({ drop: null });
      if (event.altKey && actions.pin) {
        void actions.pin(node.id, node.position).finally(() => setDragged(null));
        return;
      }
      if (drop?.refusal === null) {
        // The card waits where it was dropped until the new layout arrives and everybody glides to their place.
        void actions.moveUnder(node.id, drop.contactId).finally(() => setDragged(null));
        return;
      }
      if (drop?.refusal) actions.say(drop.refusal);
      setDragged(null);
    },
    [store, actions],
  );

  const connecting = useRef<string | null>(null);
  const cardAt = useCallback(
    (event: MouseEvent | TouchEvent): string | null => {
      const at = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!at) return null;
      const point = screenToFlowPosition({ x: at.clientX, y: at.clientY });
      const hit = grid.at([point.x, point.y]);
      return hit === connecting.current ? null : hit;
    },
    [screenToFlowPosition, grid],
  );

  useEffect(() => {
    const follow = (event: PointerEvent) => {
      if (connecting.current === null) return;
      const over = cardAt(event);
      if (store.get().drop?.contactId !== over)
        store.set({ drop: over === null ? null : { contactId: over, refusal: null } });
    };
    window.addEventListener("pointermove", follow);
    return () => window.removeEventListener("pointermove", follow);
  }, [cardAt, store]);

  const onConnectStart = useCallback<OnConnectStart>(
    (_event, { nodeId }) => {
      connecting.current = nodeId;
      store.set({ connecting: nodeId });
    },
    [store],
  );
  const onConnectEnd = useCallback<OnConnectEnd>(
    (event) => {
      const [from, to] = [connecting.current, cardAt(event)];
      connecting.current = null;
      store.set({ drop: null, connecting: null });
      if (from !== null && to !== null) actions.connect(from, to);
    },
    [cardAt, store, actions],
  );

  return { dragged, handlers: { onNodesChange, onNodeDrag, onNodeDragStop, onConnectStart, onConnectEnd } };
}
