import type { Node, NodeProps } from "@xyflow/react";
import { memo } from "react";
import styles from "./PersonNode.module.css";

export type LaneNodeType = Node<{ label: string; count: number }, "lane">;

/** The titled frame behind the cards of one persona or department. */
export const LaneNode = memo(function LaneNode({ data }: NodeProps<LaneNodeType>) {
  return (
    <div className={styles["lane"]} role="presentation">
      <div className={styles["laneHead"]}>
        <span>{data.label}</span>
        <span className={styles["laneCount"]}>{data.count}</span>
      </div>
    </div>
  );
});
