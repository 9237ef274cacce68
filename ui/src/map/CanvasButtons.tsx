import { useReactFlow } from "@xyflow/react";
import { FitIcon, MinusIcon, PlusIcon } from "~/icons";
import styles from "./MapCanvas.module.css";

export function CanvasButtons({ onFit }: { onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <div className={`${styles["buttons"]} nopan`}>
      <button
        type="button"
        className={styles["button"]}
        aria-label="Zoom in"
        title="Zoom in"
        onClick={() => void zoomIn({ duration: 160 })}
      >
        <PlusIcon size={16} />
      </button>
      <button
        type="button"
        className={styles["button"]}
        aria-label="Zoom out"
        title="Zoom out"
        onClick={() => void zoomOut({ duration: 160 })}
      >
        <MinusIcon size={16} />
      </button>
      <button
        type="button"
        className={styles["button"]}
        aria-label="Fit the whole map"
        title="Fit the whole map"
        onClick={onFit}
      >
        <FitIcon size={15} />
      </button>
    </div>
  );
}
