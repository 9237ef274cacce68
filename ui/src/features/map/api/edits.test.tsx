import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";
import { MeContext } from "~/api/session";
import type { Me } from "~/api/types";
import { haldenMap } from "~/map/core/fixtures";
import { useEdits } from "./edits";
import { mapKeys } from "./map";
import { send } from "./send";

vi.mock("./send", () => ({ send: vi.fn(async () => ({ versions: {} })) }));

const DEAL = "d1";
const ME = { id: "u1" } as Me;

describe("undo", () => {
  it("begins with the last act, also when the map was read again for an earlier one after it", async () => {
    const client = new QueryClient();
    client.setQueryData(mapKeys.map(DEAL, "reporting", null), haldenMap);
    // The reading that follows the first edit is overtaken by the second edit.
    let readAgain = () => {};
    const slow = new Promise<void>((done) => {
      readAgain = done;
    });
    const reread = vi.spyOn(client, "invalidateQueries").mockResolvedValue().mockReturnValueOnce(slow);
    reread.mockReturnValueOnce(slow);
    const say = vi.fn();
    const wrapper = ({ children }: { readonly children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <MeContext value={ME}>{children}</MeContext>
      </QueryClientProvider>
    );
    const { result } = renderHook(
      () => useEdits({ opportunityId: DEAL, group: "reporting", say, fail: () => undefined }),
      { wrapper },
    );
    const note = (name: string) => {
      const contactId = haldenMap.people.find((person) => person.name === name)?.contact_id ?? "";
      return result.current.apply({ type: "edit_person", contactId, fields: { notes: "Seen on Friday" } });
    };

    const acts = [note("Lennart Voss")];
    await waitFor(() => expect(reread).toHaveBeenCalledTimes(2));
    acts.push(note("Sunniva Aasland"));
    await waitFor(() => expect(reread).toHaveBeenCalledTimes(4));
    expect(send).toHaveBeenCalledTimes(2);
    await act(async () => {
      readAgain();
      await Promise.all(acts);
    });

    expect(result.current.undoable).toContain("Sunniva Aasland");
    expect(say.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining("Lennart Voss"),
      expect.stringContaining("Sunniva Aasland"),
    ]);
  });
});
