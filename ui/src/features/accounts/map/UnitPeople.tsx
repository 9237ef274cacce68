import { useState } from "react";
import styles from "./AccountMapPage.module.css";
import { Fold } from "./Fold";
import { PeopleList } from "./PeopleList";
import { NO_UNIT, type Unit } from "./units";

/** Beyond this a unit opens to its departments, and each of them to its people. */
const ONE_LOOK = 50;

interface UnitPeopleProps {
  readonly accountId: string;
  readonly unit: Unit;
  readonly open: boolean;
  readonly onTurn: () => void;
}

/** A business unit that opens to its people, by department where there are many. */
export function UnitPeople({ accountId, unit, open, onTurn }: UnitPeopleProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const of = { of_account_id: unit.account.id, business_unit: unit.business_unit };
  const name = unit.business_unit || NO_UNIT;
  const byDepartment = unit.people > ONE_LOOK && unit.departments.length > 1;
  return (
    <Fold name={name} below={unit.account.name} counts={unit} open={open} onTurn={onTurn}>
      {byDepartment ? (
        <ul className={styles["people"]} aria-label={`Departments of ${name}`}>
          {unit.departments.map((each) => (
            <Fold
              key={each.department}
              name={each.department || "No department said"}
              counts={each}
              nested
              open={turned.has(each.department)}
              onTurn={() => setTurned((last) => without(last, each.department) ?? new Set([...last, each.department]))}
            >
              <PeopleList
                accountId={accountId}
                of={{ ...of, department: each.department }}
                label={`People of ${each.department || "no department"}, ${name}`}
              />
            </Fold>
          ))}
        </ul>
      ) : (
        <PeopleList accountId={accountId} of={of} label={`People of ${name}`} />
      )}
    </Fold>
  );
}

/** The others, or null when it is not among them. */
function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> | null {
  return names.has(name) ? new Set([...names].filter((each) => each !== name)) : null;
}
