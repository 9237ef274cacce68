import "@xyflow/react/dist/base.css";
import "./colours.css";
import { Background, BackgroundVariant, ConnectionMode, ReactFlow, ReactFlowProvider } from "@xyflow/react";
import {
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { CanvasButtons } from "./CanvasButtons";
import { CanvasContext, type CanvasStore, createCanvasStore, useCanvas, type Watcher } from "./canvasStore";
import { colouring } from "./core/colour";
import type { Field } from "./core/fields";
import { unionBox } from "./core/geometry";
import { circleOf, hierarchy } from "./core/hierarchy";
import { HitGrid } from "./core/hitGrid";
import { isSelective, shownLines } from "./core/lines";
import { rootsOfPower } from "./core/power";
import type { Comparison } from "./core/since";
import type { Box, MapData } from "./core/types";
import { isLaneView, type ViewState } from "./core/viewState";
import { DropHint } from "./DropHint";
import { FarLayer } from "./FarLayer";
import { LaneNode } from "./LaneNode";
import { ConnectionLine, LineEdge } from "./LineEdge";
import styles from "./MapCanvas.module.css";
import { MiniMap } from "./MiniMap";
import { createNodeMaker, type LineEdgeType, laneNodes, lineEdges, type MapNode } from "./nodes";
import { PersonNode } from "./PersonNode";
import { useCanvasKeys } from "./useCanvasKeys";
import { useCardClicks } from "./useCardClicks";
import { useDrops } from "./useDrops";
import { useGlide } from "./useGlide";
import { useRubberBand } from "./useRubberBand";
import { MAX_ZOOM, MIN_ZOOM, useViewport } from "./useViewport";

/** Up to here all cards stay mounted, so that panning never shows one arriving. */
const MOUNT_ALL = 60;
const NOTHING: never[] = [];
const NOBODY: ReadonlyMap<string, number> = new Map();
const NO_WATCHERS: ReadonlyMap<string, readonly Watcher[]> = new Map();

export interface CanvasActions {
  select: (contactId: string | null) => void;
  /** Chooses several people together; absent where nothing can be done to them. */
  pick: ((contactIds: Iterable<string>, how: "also" | "toggle") => void) | null;
  openLine: (lineId: string) => void;
  connect: (from: string, to: string) => void;
  /** Opens what changes one field on the card itself; null where nothing can be changed. */
  edit: ((contactId: string, field: Field) => void) | null;
  /** Resolves when the server has answered; the dropped card waits where it was dropped until then. */
  moveUnder: (report: string, manager: string) => Promise<void>;
  /** Why that person cannot report to that one, or null. */
  refusal: (report: string, manager: string) => string | null;
  pin: ((contactId: string, at: { x: number; y: number }) => Promise<void>) | null;
  menu: (contactId: string, at: { x: number; y: number }) => void;
  say: (text: string) => void;
}

export interface CanvasHandle {
  centreOn: (contactId: string) => void;
  focusCard: (contactId: string) => void;
  fit: () => void;
}

interface MapCanvasProps {
  data: MapData;
  view: ViewState;
  now: Date;
  /** People who pass the filters; null: everybody. */
  matched: ReadonlySet<string> | null;
  /** People chosen together. */
  picked: ReadonlySet<string>;
  /** What differs from the moment compared with; those who left and lines that are gone are among the data. */
  marks?: Comparison | null;
  /** Who of ours looks at whom now, by contact. */
  watchers?: ReadonlyMap<string, readonly Watcher[]>;
  canEdit: boolean;
  /** Pixels covered by the legend below and by a panel at the right. */
  insets: { bottom: number; right: number };
  label: string;
  actions: CanvasActions;
  ref?: Ref<CanvasHandle>;
}

const NODE_TYPES = { person: PersonNode, lane: LaneNode };
const EDGE_TYPES = { line: LineEdge };

/** The map as a picture to move in: cards, lines, minimap. Everything it shows is given; everything done to it is an action. */
export function MapCanvas(props: MapCanvasProps) {
  const [store] = useState(createCanvasStore);
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  // The first view needs the size of the window, so React Flow waits for it: no jump after the first picture.
  useLayoutEffect(() => {
    const element = frame.current;
    if (element) setSize({ width: element.clientWidth, height: element.clientHeight });
  }, []);
  return (
    <div ref={frame} className={styles["canvas"]} style={{ "--inset": `${props.insets.bottom}px` }}>
      <CanvasContext value={store}>
        {size && (
          <ReactFlowProvider>
            <Canvas {...props} store={store} frame={frame} size={size} />
          </ReactFlowProvider>
        )}
      </CanvasContext>
    </div>
  );
}

interface CanvasProps extends MapCanvasProps {
  store: CanvasStore;
  frame: RefObject<HTMLDivElement | null>;
  size: { width: number; height: number };
}

function Canvas({
  data,
  view,
  now,
  matched,
  picked,
  marks = null,
  watchers = NO_WATCHERS,
  canEdit,
  insets,
  label,
  actions,
  ref,
  store,
  frame,
  size,
}: CanvasProps) {
  const { people, lines, layout } = data;
  const { selected, focus } = view;
  const lanes = isLaneView(view);
  const web = view.view === "network";
  const moves = useMemo(() => (web ? rootsOfPower(lines) : NOBODY), [web, lines]);
  const extent = useMemo(
    () => unionBox([...Object.values(layout.boxes), ...layout.lanes]) ?? { x: 0, y: 0, w: 400, h: 300 },
    [layout],
  );
  const grid = useMemo(() => new HitGrid(layout.boxes), [layout]);
  const tree = useMemo(() => hierarchy(people, lines, layout.boxes), [people, lines, layout]);
  const names = useMemo(() => new Map(people.map((person) => [person.contact_id, person.name])), [people]);
  const nameOf = useCallback((id: string) => names.get(id) ?? "somebody", [names]);
  const hueOf = useMemo(() => colouring(view.colour, people), [view.colour, people]);
  const { first, far, fitAll, centreOn, reveal, onMove } = useViewport({
    frame,
    size,
    extent,
    boxes: layout.boxes,
    selected,
    insets,
  });
  const { pick } = actions;
  const { band, onMouseDownCapture } = useRubberBand({
    boxes: layout.boxes,
    onPick: useMemo(() => pick && ((ids: string[]) => pick(ids, "also")), [pick]),
  });
  const clicks = useCardClicks({ store, actions });
  const { dragged, handlers } = useDrops({ store, boxes: layout.boxes, grid, actions });

  // --- who is shown in full colour, and where the focus stands ----------------------------------------------------
  const vivid = useMemo(() => {
    const centre = focus ?? selected;
    const circle = centre !== null && names.has(centre) ? circleOf(lines, centre) : null;
    if (circle === null) return matched;
    return matched === null ? circle : new Set([...circle].filter((id) => matched.has(id) || id === centre));
  }, [focus, selected, names, lines, matched]);
  useLayoutEffect(() => store.set({ vivid, selected, picked, marks }), [store, vivid, selected, picked, marks]);
  useLayoutEffect(() => store.set({ watchers }), [store, watchers]);
  useLayoutEffect(() => {
    const { roving } = store.get();
    if (roving === null || !names.has(roving)) store.set({ roving: selected ?? tree.roots[0] ?? null });
  }, [store, names, tree, selected]);
  const focusCard = useCallback(
    (id: string) => {
      reveal(id);
      store.set({ roving: id, focusWanted: id });
    },
    [reveal, store],
  );
  useImperativeHandle(ref, () => ({ centreOn, focusCard, fit: fitAll }), [centreOn, focusCard, fitAll]);

  // A selection made anywhere is brought to the middle, at reading size; the minimap keeps the overview.
  const lastSelected = useRef(selected);
  useEffect(() => {
    if (selected !== null && selected !== lastSelected.current) {
      store.set({ roving: selected });
      centreOn(selected);
    }
    lastSelected.current = selected;
  }, [selected, centreOn, store]);

  // Another grouping is another picture: show all of it. Fresh data of the same grouping never moves the view.
  const algorithm = useRef(layout.algorithm);
  useEffect(() => {
    if (algorithm.current === layout.algorithm) return;
    algorithm.current = layout.algorithm;
    fitAll();
  }, [layout.algorithm, fitAll]);

  // --- what is drawn ----------------------------------------------------------------------------------------------
  const setOut = useCallback((): Record<string, Box> => {
    const box = dragged && layout.boxes[dragged.id];
    return dragged && box ? { [dragged.id]: { ...box, x: dragged.x, y: dragged.y } } : {};
  }, [dragged, layout]);
  const boxes = useGlide(layout.boxes, setOut);
  const [makeNodes] = useState(createNodeMaker);
  const cards = useMemo(
    () =>
      far
        ? NOTHING
        : makeNodes(data, boxes, {
            hueOf,
            heat: !web && view.group === "heat",
            showDepartment: !web && view.group === "persona",
            now,
            canEdit,
            moves,
            // Dropping a card on another changes the manager, whom the web does not show.
            draggable: canEdit && !web,
          }),
    [far, makeNodes, data, boxes, hueOf, view.group, now, canEdit, web, moves],
  );
  const nodes = useMemo<MapNode[]>(() => {
    const lifted = dragged && { position: { x: dragged.x, y: dragged.y }, zIndex: 1000 };
    const placed = lifted ? cards.map((card) => (card.id === dragged.id ? { ...card, ...lifted } : card)) : cards;
    return far ? NOTHING : [...laneNodes(layout.lanes), ...placed];
  }, [far, cards, dragged, layout]);

  const selective = isSelective(lines, view.lines, lanes, web);
  // Pointing at somebody matters for the lines only where not all of them are drawn anyway.
  const attended = useCanvas(
    useCallback((state) => (selective ? (state.hovered ?? state.focused) : null), [selective]),
  );
  const shown = useMemo(() => {
    const attention = new Set([attended, selected, focus].filter((id) => id !== null));
    return shownLines({ lines, toggles: view.lines, attention, lanes, web });
  }, [lines, view.lines, attended, selected, focus, lanes, web]);
  const edges = useMemo(
    () =>
      far
        ? NOTHING
        : lineEdges({ lines: shown.lines, boxes: layout.boxes, routes: layout.routes, nameOf, selected, web }),
    [far, shown, layout, nameOf, selected, web],
  );
  const farScene = useMemo(
    () => ({
      people,
      lines: lanes ? NOTHING : web ? shown.lines : lines.filter((line) => line.kind === "reports_to"),
      boxes: layout.boxes,
      lanes: layout.lanes,
      routes: layout.routes,
      hueOf,
      vivid,
      selected,
    }),
    [people, lines, lanes, web, shown, layout, hueOf, vivid, selected],
  );
  const farExtent = useMemo(
    () => ({ x: extent.x - 20, y: extent.y - 20, w: extent.w + 40, h: extent.h + 40 }),
    [extent],
  );

  const onKeyDown = useCanvasKeys({ ...actions, store, tree, people, lines, nameOf, canEdit, focusCard });
  return (
    <>
      <ReactFlow<MapNode, LineEdgeType>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        {...handlers}
        {...clicks}
        onMouseDownCapture={onMouseDownCapture}
        onNodeContextMenu={(event, node) => {
          if (node.type !== "person") return;
          event.preventDefault();
          actions.menu(node.id, { x: event.clientX, y: event.clientY });
        }}
        onNodeMouseEnter={(_event, node) => store.set({ hovered: node.id })}
        onNodeMouseLeave={() => store.set({ hovered: null })}
        onEdgeClick={(_event, edge) => actions.openLine(edge.id)}
        onMove={onMove}
        onMoveStart={() => frame.current?.setAttribute("data-moving", "")}
        onMoveEnd={() => frame.current?.removeAttribute("data-moving")}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const card = event.target.closest<HTMLElement>("[data-card]")?.dataset["card"];
          if (card) store.set({ roving: card, focused: card });
        }}
        onBlur={() => store.set({ focused: null })}
        defaultViewport={first}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        connectionMode={ConnectionMode.Loose}
        connectionLineComponent={ConnectionLine}
        connectionRadius={1}
        nodeDragThreshold={4}
        onlyRenderVisibleElements={people.length > MOUNT_ALL}
        elementsSelectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        zoomOnDoubleClick={false}
        aria-label={label}
        // From afar there is no card to tab to, so the canvas itself takes the focus and the first key comes near.
        tabIndex={far ? 0 : -1}
      >
        {/* From afar the dots would run into grey, and thousands of them cost more than the map itself. */}
        {!far && (
          <Background
            variant={BackgroundVariant.Dots}
            gap={22}
            size={1.5}
            color="var(--dots)"
            bgColor="var(--canvas)"
          />
        )}
        {far && (
          <FarLayer scene={farScene} extent={farExtent} grid={grid} onPerson={actions.select} watchers={watchers} />
        )}
        <div className={styles["corner"]}>
          <CanvasButtons onFit={fitAll} />
          <div className={styles["minimap"]}>
            <MiniMap people={people} boxes={layout.boxes} extent={extent} hueOf={hueOf} vivid={vivid} />
          </div>
        </div>
      </ReactFlow>
      {band && <div className={styles["band"]} style={{ ...band }} />}
      <DropHint nameOf={nameOf} dragged={dragged?.id ?? null} />
      {shown.hidden > 0 && !far && (
        <div className={styles["hidden"]}>
          {shown.hidden} {shown.hidden === 1 ? "line" : "lines"} not shown: point at a person to see theirs
        </div>
      )}
    </>
  );
}
