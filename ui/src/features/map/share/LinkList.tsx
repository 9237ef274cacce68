import { Button, Loader } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { countOf, formatMoment } from "~/parts/format";
import { type ShareLink, useLooks, useRevokeLink, useShareLinks } from "./api";
import styles from "./share.module.css";

/** Every link there was, newest first, with what it shows and how often it was opened. */
export function LinkList({ deal }: { deal: string }) {
  const links = useShareLinks(deal);
  if (links.isError) return <p role="alert">{messageOf(links.error)}</p>;
  if (!links.data) return <Loader size="sm" />;
  if (links.data.length === 0)
    return (
      <p className={styles["none"]}>
        Nobody outside sees this map. A link shows it, read-only, to whoever has the link, until it ends or you revoke
        it.
      </p>
    );
  return (
    <ul className={styles["links"]} aria-label="Links to this map">
      {links.data.map((link) => (
        <Link key={link.id} deal={deal} link={link} />
      ))}
    </ul>
  );
}

function Link({ deal, link }: { deal: string; link: ShareLink }) {
  const [asked, setAsked] = useState(false);
  const [visits, setVisits] = useState(false);
  const revoke = useRevokeLink(deal);
  const state = stateOf(link);
  return (
    <li className={styles["link"]}>
      <div className={styles["what"]}>
        <strong>{link.name}</strong>
        <span className={styles["state"]} data-open={state === "Open" || undefined}>
          {state}
        </span>
      </div>
      <p className={styles["about"]}>
        {link.hint}…, by {link.made_by.name}; ends {formatMoment(link.expires_at)}
        {link.as_of && `; the map of ${formatMoment(link.as_of)}`}
        {link.with_opinions ? "; with what we think of people" : "; people and reporting lines only"}
      </p>
      <p className={styles["about"]}>
        {link.looked === 0
          ? "Not opened yet"
          : `Opened ${countOf(link.looked, "time", "times")}, last ${formatMoment(link.last_look)}`}
      </p>
      {revoke.isError && <p role="alert">{messageOf(revoke.error)}</p>}
      <div className={styles["acts"]}>
        {link.looked > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={visits}
            aria-label={`Visits of ${link.name}`}
            onClick={() => setVisits(!visits)}
          >
            Visits
          </Button>
        )}
        {state === "Open" && !asked && (
          <Button size="compact-sm" variant="default" aria-label={`Revoke ${link.name}`} onClick={() => setAsked(true)}>
            Revoke
          </Button>
        )}
        {asked && state === "Open" && (
          <>
            <Button
              size="compact-sm"
              color="red"
              autoContrast={false}
              loading={revoke.isPending}
              onClick={() => revoke.mutate(link.id)}
            >
              Revoke now
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
              Keep
            </Button>
          </>
        )}
      </div>
      {visits && <Visits link={link.id} />}
    </li>
  );
}

function Visits({ link }: { link: string }) {
  const looks = useLooks(link);
  if (!looks.data) return <Loader size="xs" />;
  return (
    <ul className={styles["visits"]} aria-label="Visits">
      {looks.data.items.map((look) => (
        <li key={`${look.at}:${look.address}`}>
          {formatMoment(look.at)} from {look.address ?? "an unknown address"}
        </li>
      ))}
      {looks.data.total > looks.data.items.length && <li>and {looks.data.total - looks.data.items.length} earlier</li>}
    </ul>
  );
}

function stateOf(link: ShareLink): "Open" | "Revoked" | "Ended" {
  if (link.revoked_at) return "Revoked";
  return new Date(link.expires_at) <= new Date() ? "Ended" : "Open";
}
