import { useAddressQuery } from "~/parts/useAddressQuery";
import styles from "./AccountMapPage.module.css";
import { UnitPeople } from "./UnitPeople";
import type { Unit } from "./units";

/** Up to here everybody is shown; beyond, one looks for somebody or opens a unit. */
const AT_A_GLANCE = 100;

interface AccountMapPeopleProps {
  readonly accountId: string;
  readonly units: readonly Unit[];
  readonly people: number;
}

/** Everybody of the group by business unit, each of which opens and closes. */
export function AccountMapPeople({ accountId, units, people }: AccountMapPeopleProps) {
  const [query, changeQuery] = useAddressQuery();
  const folded = people > AT_A_GLANCE;
  // The address names the units that differ from how all of them stand at first.
  const name = folded ? "open" : "closed";
  const turned = query.getAll(name);
  const turn = (key: string) =>
    changeQuery(
      (now) => {
        const next = new URLSearchParams(now);
        if (next.getAll(name).includes(key)) next.delete(name, key);
        else next.append(name, key);
        return next;
      },
      { replace: true },
    );
  if (people === 0) return <p className={styles["none"]}>Nobody known here yet.</p>;
  return (
    <ul className={styles["people"]} aria-label="People by business unit">
      {units
        .filter((unit) => unit.people > 0)
        .map((unit) => {
          const key = `${unit.account.id}:${unit.business_unit}`;
          return (
            <UnitPeople
              key={key}
              accountId={accountId}
              unit={unit}
              open={turned.includes(key) === folded}
              onTurn={() => turn(key)}
            />
          );
        })}
    </ul>
  );
}
