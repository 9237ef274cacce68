import { Suspense, useMemo, useState } from "react";
import { Outlet } from "react-router";
import { FrameSlotsContext } from "~/parts/FrameSlots";
import styles from "./Frame.module.css";
import { PageErrorBoundary } from "./PageErrorBoundary";
import { TopBar } from "./TopBar";
import { useFocusOnNavigation } from "./useFocusOnNavigation";

/** Top bar and page. The page scrolls inside `main`, so a canvas can fill it exactly. */
export function Frame() {
  const [start, setStart] = useState<HTMLElement | null>(null);
  const [end, setEnd] = useState<HTMLElement | null>(null);
  const [startFilled, onStartFilled] = useState(false);
  const slots = useMemo(() => ({ start, end, onStartFilled }), [start, end]);
  const main = useFocusOnNavigation();
  return (
    <FrameSlotsContext value={slots}>
      <a className={styles["skip"]} href="#main">
        Skip to the page
      </a>
      <div className={styles["frame"]}>
        <TopBar startRef={setStart} endRef={setEnd} startFilled={startFilled} />
        <main id="main" ref={main} tabIndex={-1} className={styles["main"]}>
          {/* The page before stays until the next one is there: the boundary is older than both. */}
          <Suspense>
            <PageErrorBoundary>
              <Outlet />
            </PageErrorBoundary>
          </Suspense>
        </main>
      </div>
    </FrameSlotsContext>
  );
}
