import { useEffect, useState } from "react";
import type { Field } from "~/map/core/fields";

/** Left, top, width and height on the screen. */
export type Place = readonly [number, number, number, number];

/**
 * Where the part of a card stands on the screen, followed frame by frame while something hangs on it: the card moves when the
 * reader pans, and when somebody else's edit moves the layout. A card that is not drawn any more keeps its last place.
 */
export function usePlaceOnCard(contactId: string, field: Field): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const card = document.getElementById(`card-${contactId}`);
      const box = (card?.querySelector(`[data-field="${field}"]`) ?? card)?.getBoundingClientRect();
      if (box) setPlace((last) => moved(last, [box.left, box.top, box.width, box.height]));
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [contactId, field]);
  return place;
}

/** The same array while nothing moved, so that nothing is drawn anew. */
function moved(last: Place | null, next: Place): Place {
  return last?.every((each, index) => each === next[index]) ? last : next;
}
