import { Menu } from "@mantine/core";
import type { Risk } from "~/map/core/types";
import styles from "./Risks.module.css";

interface RisksProps {
  risks: readonly Risk[];
  /** Shows the people a risk speaks of. */
  onRisk: (contactIds: string[]) => void;
}

/** How many stand in the strip; the rest is one press away. */
const SHOWN = 2;

/** What stands in the way, the gravest first; each leads to the people it is about. */
export function Risks({ risks, onRisk }: RisksProps) {
  const rest = risks.slice(SHOWN);
  return (
    <ul className={styles["risks"]}>
      {risks.slice(0, SHOWN).map((risk) => (
        <li key={`${risk.code}:${risk.text}`}>
          <button
            type="button"
            className={styles["risk"]}
            data-severity={risk.severity}
            onClick={() => onRisk(risk.contact_ids)}
            title={risk.text}
          >
            {risk.text}
          </button>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Menu position="bottom-end" shadow="md" width={360} withinPortal={false} floatingStrategy="fixed">
            <Menu.Target>
              <button
                type="button"
                className={styles["risk"]}
                data-severity="more"
                aria-label={`${rest.length} more risks`}
              >
                +{rest.length}
              </button>
            </Menu.Target>
            <Menu.Dropdown aria-label="More risks">
              {rest.map((risk) => (
                <Menu.Item
                  key={`${risk.code}:${risk.text}`}
                  leftSection={<span className={styles["dot"]} data-severity={risk.severity} />}
                  onClick={() => onRisk(risk.contact_ids)}
                >
                  {risk.text}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </li>
      )}
    </ul>
  );
}
