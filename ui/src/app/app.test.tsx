import type { QueryClient } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeQueryClient } from "~/api/queryClient";
import type { Me } from "~/api/types";
import { Frame } from "./Frame";
import { Providers } from "./Providers";
import { RequireSession } from "./RequireSession";

const ME: Me = {
  id: "u1",
  name: "Rosa Martín",
  email: "rosa@meridian.example",
  title: "Account executive",
  role: "rep",
  team: null,
  is_active: true,
  time_zone: "Europe/Oslo",
  can_write: true,
  sees_everything: false,
  is_staff: false,
};

/** The server, as far as the frame asks it. */
let answer: (path: string) => Response;

beforeEach(() => {
  vi.stubGlobal("fetch", async (path: string) => answer(path));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function Broken(): never {
  throw new Error("The map has no layout.");
}

function Address() {
  return <p>Sign in, then {new URLSearchParams(window.location.search).get("next") ?? "home"}</p>;
}

function show(path: string, queryClient: QueryClient = makeQueryClient()) {
  return render(
    <Providers queryClient={queryClient}>
      <MemoryRouter initialEntries={[path]}>
        <Routes>
          <Route path="/sign-in" element={<Address />} />
          <Route
            path="/"
            element={
              <RequireSession>
                <Frame />
              </RequireSession>
            }
          >
            <Route path="accounts" element={<h1>Accounts</h1>} />
            <Route path="opportunities" element={<Broken />} />
          </Route>
        </Routes>
      </MemoryRouter>
    </Providers>,
  );
}

describe("the frame", () => {
  it("shows a page to whoever is signed in", async () => {
    answer = () => Response.json(ME);
    show("/accounts");
    expect(await screen.findByRole("heading", { name: "Accounts" })).toBeTruthy();
    expect(screen.getByText("Rosa Martín, user menu")).toBeTruthy();
  });

  it("asks everybody else to sign in", async () => {
    answer = () => Response.json({ code: "unauthorized", message: "Sign in.", fields: {} }, { status: 401 });
    show("/accounts");
    expect(await screen.findByText(/Sign in, then/)).toBeTruthy();
  });

  it("asks to sign in when any later answer says that the session is over", async () => {
    answer = () => Response.json(ME);
    const queryClient = makeQueryClient();
    show("/accounts", queryClient);
    await screen.findByRole("heading", { name: "Accounts" });
    answer = () => Response.json({ code: "unauthorized", message: "Sign in.", fields: {} }, { status: 401 });
    const { get } = await import("~/api/http");
    await queryClient.fetchQuery({ queryKey: ["accounts"], queryFn: () => get("/api/v1/accounts") }).catch(() => null);
    expect(await screen.findByText(/Sign in, then/)).toBeTruthy();
  });

  it("keeps its navigation when a page breaks, and forgets the error on the next page", async () => {
    // React reports every caught error to the console as well.
    vi.spyOn(console, "error").mockImplementation(() => {});
    answer = () => Response.json(ME);
    show("/opportunities");
    expect((await screen.findByRole("alert")).textContent).toContain("The map has no layout.");
    await userEvent.click(screen.getByRole("link", { name: "Accounts" }));
    await waitFor(() => expect(screen.getByRole("heading", { name: "Accounts" })).toBeTruthy());
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
