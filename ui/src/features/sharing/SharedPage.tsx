import { Button, Loader, SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useLocation } from "react-router";
import { AlertIcon, LinkIcon } from "~/icons";
import type { GroupBy } from "~/map/core/types";
import { formatMoment } from "~/parts/format";
import { Logo } from "~/parts/Logo";
import { Notice } from "~/parts/Notice";
import { usePageTitle } from "~/parts/usePageTitle";
import { DeadLink, type SharedMap, useSharedMap } from "./api";
import { PeopleTable } from "./PeopleTable";
import { SharedMapView } from "./SharedMapView";
import styles from "./sharing.module.css";

type Look = "map" | "list";

/** A map for somebody without an account, by a link. */
export function SharedPage() {
  return <Page framed={false} />;
}

/** The same inside the page of a CRM, without a frame of its own. */
export function EmbeddedPage() {
  return <Page framed />;
}

function Page({ framed }: { framed: boolean }) {
  const secret = useLocation().hash.slice(1);
  const [group, setGroup] = useState<GroupBy>("reporting");
  const shared = useSharedMap(secret, group);
  usePageTitle(shared.data?.map.opportunity.name ?? "Shared map");
  if (shared.data) return <Shown shared={shared.data} group={group} onGroup={setGroup} framed={framed} />;
  return (
    <main className={styles["alone"]}>
      {shared.isError ? (
        <Failed error={shared.error} retry={() => void shared.refetch()} framed={framed} />
      ) : (
        <Loader size="sm" aria-label="Drawing the map" />
      )}
    </main>
  );
}

function Failed({ error, retry, framed }: { error: Error; retry: () => void; framed: boolean }) {
  if (error instanceof DeadLink)
    return (
      <Notice
        page
        icon={<LinkIcon size={26} />}
        title="This link shows nothing any more"
        text={
          framed
            ? "The page around it gave it for a short time only. Reload that page."
            : "It has ended or was closed. Ask whoever sent it to you for a new one."
        }
      />
    );
  return (
    <Notice
      page
      urgent
      icon={<AlertIcon size={26} />}
      title="The map could not be read"
      text={error.message}
      action={<Button onClick={retry}>Try again</Button>}
    />
  );
}

interface ShownProps {
  shared: SharedMap;
  group: GroupBy;
  onGroup: (group: GroupBy) => void;
  framed: boolean;
}

function Shown({ shared, group, onGroup, framed }: ShownProps) {
  const { map, with_opinions: opinions } = shared;
  const phone = useMediaQuery("(max-width: 700px)", undefined, { getInitialValueInEffect: false });
  const [chosen, setLook] = useState<Look | null>(null);
  const look = chosen ?? (phone ? "list" : "map");
  const { account, name, stage } = map.opportunity;
  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        {!framed && <Logo size={30} />}
        <div className={styles["names"]}>
          <h1 className={styles["title"]}>{name}</h1>
          <p className={styles["about"]}>
            {[account?.name, stage.name, map.as_of && `as of ${formatMoment(map.as_of)}`].filter(Boolean).join(" · ")}
          </p>
        </div>
        <div className={styles["controls"]}>
          <SegmentedControl
            size="xs"
            aria-label="Shown as"
            value={look}
            onChange={(value) => setLook(value as Look)}
            data={[
              { value: "map", label: "Map" },
              { value: "list", label: "List" },
            ]}
          />
          {look === "map" && (
            <SegmentedControl
              size="xs"
              aria-label="Group by"
              value={group}
              onChange={(value) => onGroup(value as GroupBy)}
              data={[
                { value: "reporting", label: "Reporting line" },
                { value: "department", label: "Department" },
                ...(opinions ? [{ value: "persona", label: "Persona" }] : []),
              ]}
            />
          )}
        </div>
      </header>
      <main className={styles["main"]} data-plain={opinions ? undefined : ""}>
        {look === "map" ? (
          <SharedMapView map={map} group={group} opinions={opinions} />
        ) : (
          <PeopleTable map={map} opinions={opinions} />
        )}
      </main>
      {!framed && (
        <footer className={styles["foot"]}>
          Shown to you by {shared.shared_by} until {formatMoment(shared.expires_at)}, read-only.
        </footer>
      )}
    </div>
  );
}
