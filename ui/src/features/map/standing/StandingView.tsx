import { Loader } from "@mantine/core";
import { useMemo } from "react";
import { messageOf } from "~/api/errors";
import { ArrowRightIcon } from "~/icons";
import { STANDING_LEVELS, STANDING_WORDS, type Standing, standingWords } from "~/parts/standing";
import { EmptyMap } from "../components/EmptyMap";
import { useWorkspace } from "../workspace/context";
import { useStandingGrid } from "./api";
import styles from "./StandingView.module.css";

/** Our people against theirs: what each is to each, and should become. The same on every map of a contact. */
export function StandingView() {
  const { data, view, matched, canEdit, select, openDialog } = useWorkspace();
  const grid = useStandingGrid(data.opportunity.id, view.at);
  const cells = useMemo(
    () => new Map(grid.data?.standings.map((each) => [`${each.contact_id}:${each.user_id}`, each])),
    [grid.data],
  );
  if (data.people.length === 0) return <EmptyMap />;
  if (grid.isError) return <p role="alert">{messageOf(grid.error)}</p>;
  if (!grid.data) return <Loader size="sm" m="lg" />;
  const { users, contacts } = grid.data;
  const shown = contacts.filter(({ id }) => matched?.has(id) ?? true);
  return (
    <div className={styles["scroll"]}>
      <p className={styles["help"]}>
        What each of ours is to each of theirs: vendor, credible source, problem solver, trusted adviser; after the
        arrow, what they should become. It belongs to the two people, so every map of a contact shows the same.
      </p>
      <table className={styles["grid"]} aria-label="Our people against theirs">
        <thead>
          <tr>
            <th scope="col">Theirs</th>
            {users.map((user) => (
              <th key={user.id} scope="col">
                {user.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((contact) => (
            <tr key={contact.id} data-selected={view.selected === contact.id || undefined}>
              <th scope="row">
                <button
                  type="button"
                  className={styles["person"]}
                  data-card={contact.id}
                  onClick={() => select(contact.id)}
                >
                  <span className={styles["name"]}>{contact.name}</span>
                  <span className={styles["title"]}>{contact.title}</span>
                </button>
              </th>
              {users.map((user) => {
                const last = cells.get(`${contact.id}:${user.id}`) ?? null;
                return (
                  <td key={user.id} data-user={user.name}>
                    {canEdit ? (
                      <button
                        type="button"
                        className={styles["cell"]}
                        onClick={() => openDialog("standing", { user, contact, last })}
                      >
                        <span className={styles["unseen"]}>
                          {user.name} to {contact.name}: {standingWords(last)}
                        </span>
                        <span aria-hidden="true">
                          <Rungs standing={last} />
                        </span>
                      </button>
                    ) : (
                      <span className={styles["cell"]}>
                        <Rungs standing={last} />
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className={styles["help"]}>Nobody matches the filters.</p>}
    </div>
  );
}

function Rungs({ standing }: { standing: Standing | null }) {
  if (!standing) return <span className={styles["none"]}>–</span>;
  const { current, desired } = standing;
  const rung = current === "" ? 0 : STANDING_LEVELS.indexOf(current) + 1;
  const wanted = desired === "" ? 0 : STANDING_LEVELS.indexOf(desired) + 1;
  return (
    <span className={styles["standing"]}>
      <span className={styles["rungs"]} aria-hidden="true">
        {STANDING_LEVELS.map((level, index) => (
          <span key={level} data-filled={index < rung || undefined} data-wanted={index < wanted || undefined} />
        ))}
      </span>
      <span>
        {STANDING_WORDS[current]}
        {desired && desired !== current && (
          <span className={styles["wanted"]}>
            <ArrowRightIcon size={12} />
            {STANDING_WORDS[desired]}
          </span>
        )}
      </span>
    </span>
  );
}
