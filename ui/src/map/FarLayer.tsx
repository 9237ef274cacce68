import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { usePalette, useScheme } from "~/theme/preferences";
import type { Watcher } from "./canvasStore";
import type { HitGrid } from "./core/hitGrid";
import type { Box } from "./core/types";
import styles from "./FarLayer.module.css";
import { type FarScene, paintFar, readInk } from "./farBitmap";
import { drawWatchers } from "./farWatchers";

interface FarLayerProps {
  scene: FarScene;
  extent: Box;
  grid: HitGrid;
  /** Who of ours looks at whom now, by contact. */
  watchers: ReadonlyMap<string, readonly Watcher[]>;
  onPerson: (contactId: string) => void;
}

/** Above this a scaled copy would cost more memory than its speed is worth. */
const MOST_PIXELS = 16_000_000;

function resized(image: HTMLCanvasElement, { w, h }: { w: number; h: number }): HTMLCanvasElement {
  const copy = document.createElement("canvas");
  copy.width = w;
  copy.height = h;
  const context = copy.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, w, h);
  }
  return copy;
}

/**
 * The map from afar: one picture, painted when the data change and only moved while the reader pans or zooms. React Flow
 * has no cards then and still does the panning; a click is looked up in the grid.
 */
export function FarLayer({ scene, extent, grid, watchers, onPerson }: FarLayerProps) {
  const { boxes } = scene;
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const { screenToFlowPosition } = useReactFlow();
  const scheme = useScheme();
  const { palette } = usePalette();
  // biome-ignore lint/correctness/useExhaustiveDependencies: scheme and palette are read through the page's variables
  const bitmap = useMemo(() => paintFar(scene, extent, readInk()), [scene, extent, scheme, palette]);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const halo = readInk()("canvas");
    let frame = 0;
    let drawn = "";
    // While only panning, the picture is copied from one already scaled: scaling it anew each frame costs ten times that.
    let scaled: { zoom: number; image: HTMLCanvasElement } | null = null;
    let lastZoom = 0;
    const draw = () => {
      frame = 0;
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const key = `${x}:${y}:${zoom}:${width}:${height}`;
      if (key === drawn) return;
      drawn = key;
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const pixels = { w: Math.round(width * density), h: Math.round(height * density) };
      if (element.width !== pixels.w || element.height !== pixels.h) {
        element.width = pixels.w;
        element.height = pixels.h;
      }
      const size = {
        w: Math.ceil(bitmap.extent.w * zoom * density),
        h: Math.ceil(bitmap.extent.h * zoom * density),
      };
      if (zoom === lastZoom && scaled?.zoom !== zoom && size.w * size.h <= MOST_PIXELS) {
        scaled = { zoom, image: resized(bitmap.image, size) };
      }
      lastZoom = zoom;
      const source = scaled?.zoom === zoom ? scaled.image : bitmap.image;
      context.clearRect(0, 0, pixels.w, pixels.h);
      const left = Math.round(density * (x + bitmap.extent.x * zoom));
      const top = Math.round(density * (y + bitmap.extent.y * zoom));
      context.drawImage(source, left, top, size.w, size.h);
      // Over the picture and not in it: who looks at whom changes by the second, and a picture costs a hundred rings.
      drawWatchers(context, { watchers, boxes, view: { x, y, zoom }, density, halo });
    };
    const ask = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const unsubscribe = store.subscribe(ask);
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [bitmap, store, watchers, boxes]);

  // A click is a press that does not travel; the press itself goes on to React Flow, which pans.
  const pressed = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const pane = canvas.current?.parentElement;
    if (!pane) return;
    const find = (event: MouseEvent) => {
      const point = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      return grid.at([point.x, point.y]);
    };
    const down = (event: PointerEvent) => {
      pressed.current = { x: event.clientX, y: event.clientY };
    };
    const click = (event: MouseEvent) => {
      const start = pressed.current;
      if (!start || Math.hypot(event.clientX - start.x, event.clientY - start.y) > 4) return;
      const hit = find(event);
      if (hit === null) return;
      event.stopPropagation();
      onPerson(hit);
    };
    pane.addEventListener("pointerdown", down, true);
    pane.addEventListener("click", click, true);
    return () => {
      pane.removeEventListener("pointerdown", down, true);
      pane.removeEventListener("click", click, true);
    };
  }, [grid, onPerson, screenToFlowPosition]);

  return (
    <canvas
      ref={canvas}
      className={styles["far"]}
      data-far
      role="img"
      aria-label={`The map from afar: ${scene.people.length} people. Zoom in to read the cards.${watchedWords(scene, watchers)}`}
      data-watched={watchers.size || undefined}
    />
  );
}

function watchedWords({ people }: FarScene, watchers: FarLayerProps["watchers"]): string {
  const said = people.flatMap(({ contact_id, name }) =>
    (watchers.get(contact_id) ?? []).map((watcher) => ` ${watcher.name} looks at ${name}.`),
  );
  return said.join("");
}
