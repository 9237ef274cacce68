import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { messageOf } from "~/api/errors";
import { MeContext, useSession } from "~/api/session";
import { AlertIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import { Waiting } from "./Waiting";

/** Shows its children to signed-in users; sends all others to sign in and back to where they were. */
export function RequireSession({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data) return <MeContext value={session.data}>{children}</MeContext>;
  if (session.data === null) {
    const here = `${pathname}${search}`;
    return <Navigate to={here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
  }
  if (session.isError) {
    return (
      <main>
        <Notice
          page
          urgent
          icon={<AlertIcon size={26} />}
          title="Coalition cannot be reached"
          text={messageOf(session.error)}
          action={<Button onClick={() => session.refetch()}>Try again</Button>}
        />
      </main>
    );
  }
  return <Waiting />;
}
