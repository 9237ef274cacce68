import { useEffect, useState } from "react";

/** Read once an hour at most: ages on the cards are days, and a new Date would redraw all of them. */
export function useNow(asOf: string | null): Date {
  const [now, setNow] = useState(() => (asOf ? new Date(asOf) : new Date()));
  useEffect(() => {
    if (asOf) return setNow(new Date(asOf));
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 3_600_000);
    return () => clearInterval(timer);
  }, [asOf]);
  return now;
}
