import { type ComponentType, useEffect, useState } from "react";

/**
 * A component in a file of its own, fetched when it is wanted.
 *
 * `lazy` alone is slow for what is wanted at once: once a fallback was shown, even an empty one, React holds back what comes
 * next for 300 ms, against flicker.
 */
export interface InFile<Props> {
  readonly fetch: () => Promise<{ default: ComponentType<Props> }>;
  /** Null until its file has come. */
  readonly here: () => ComponentType<Props> | null;
}

/** What is called `name` in the file that `load` fetches. */
export function inFile<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): InFile<Props> {
  let here: ComponentType<Props> | null = null;
  const fetch = async () => {
    const found = (await load())[name];
    here = found;
    return { default: found };
  };
  return { fetch, here: () => here };
}

/** The component, fetched now; null until it has come. A failure is thrown where the page's boundary catches it. */
export function useInFile<Props>(file: InFile<Props>): ComponentType<Props> | null {
  const [shown, show] = useState(file.here);
  useEffect(() => {
    if (shown !== null) return;
    file.fetch().then(
      ({ default: found }) => show(() => found),
      (error) =>
        show(() => {
          throw error;
        }),
    );
  }, [file, shown]);
  return shown;
}
