import { type ComponentType, lazy, useEffect, useState } from "react";
import { matchPath, useLocation } from "react-router";
import { inFile } from "~/parts/inFile";

/** A page in a file of its own, at `path`. */
export interface PageInFile {
  readonly path: string;
  readonly fetch: () => Promise<unknown>;
  /** The page itself once its file is here; before that one that suspends until it is. */
  readonly component: () => ComponentType;
}

/** The page that is called `name` in the file that `load` fetches, when it is first visited. */
export function pageInFile<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): PageInFile {
  const file = inFile(load, name);
  const later = lazy(file.fetch);
  return { path, fetch: file.fetch, component: () => file.here() ?? later };
}

/** Give it a key: which component it is, is decided once a visit, because a page must not begin anew when its file comes. */
export function PageOf({ page }: { readonly page: PageInFile }) {
  const [Shown] = useState(page.component);
  return <Shown />;
}

/**
 * Whether the file of the page opened first has come, or cannot be had.
 *
 * It is fetched while the server is asked who is here, and waited for instead of suspending (`parts/inFile.ts`): a third of
 * the wait for a first picture was React's pause after that.
 */
export function useFirstPage(pages: readonly PageInFile[], home: string): boolean {
  const { pathname } = useLocation();
  const address = pathname === "/" ? home : pathname;
  const [first] = useState(() => pages.find(({ path }) => matchPath(path, address)));
  const [settled, setSettled] = useState(first === undefined);
  useEffect(() => {
    // A failure is told where the page is shown, by the boundary around it.
    void first
      ?.fetch()
      .catch(() => undefined)
      .then(() => setSettled(true));
  }, [first]);
  return settled;
}
