import { VisuallyHidden } from "@mantine/core";
import { UserDisc } from "~/parts/UserName";
import { useWorkspace } from "../workspace/context";
import styles from "./PresentPeople.module.css";

const SHOWN = 3;

/** A phone's top bar has no room for them; there they stand beside the stage. */
export function PresentInTopBar() {
  return <PresentPeople className={styles["inTopBar"]} />;
}

/** The others who look at this deal now; a click goes to the person they have selected. */
export function PresentPeople({ className = "" }: { className?: string | undefined }) {
  const { present, byId, find, view } = useWorkspace();
  if (present.length === 0 || view.at !== null) return null;
  const more = present.slice(SHOWN);
  return (
    <ul className={`${styles["people"]} ${className}`} aria-label="Also looking at this deal">
      {present.slice(0, SHOWN).map(({ userId, name, selected }) => {
        const person = selected === null ? undefined : byId.get(selected);
        const words = person ? `${name} looks at ${person.name}` : `${name} is here`;
        return (
          <li key={userId}>
            <button
              type="button"
              className={styles["person"]}
              title={words}
              aria-disabled={!person}
              onClick={() => person && find(person.contact_id)}
            >
              {/* Not a label on the button: it would have to begin with the initials that are seen. */}
              <UserDisc name={name} size={26} />
              <VisuallyHidden>{words}</VisuallyHidden>
            </button>
          </li>
        );
      })}
      {more.length > 0 && (
        <li className={styles["more"]} title={more.map((each) => each.name).join(", ")}>
          +{more.length}
        </li>
      )}
    </ul>
  );
}
