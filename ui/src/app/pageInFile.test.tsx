import { render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { type PageInFile, PageOf, pageInFile, useFirstPage } from "./pageInFile";

const Deals = () => <h1>Deals</h1>;

/** What the frame does: nothing of the page before its file has come, and a count of how often it fell back. */
function Site({ pages, fallback }: { readonly pages: readonly PageInFile[]; readonly fallback: () => void }) {
  const ready = useFirstPage(pages, "/deals");
  return (
    <Suspense fallback={<Fallback shown={fallback} />}>
      {ready ? pages.map((page) => <PageOf key={page.path} page={page} />) : <p>Waiting</p>}
    </Suspense>
  );
}

function Fallback({ shown }: { readonly shown: () => void }) {
  shown();
  return null;
}

function open(address: string, ...pages: PageInFile[]) {
  const fallback = vi.fn();
  render(
    <MemoryRouter initialEntries={[address]}>
      <Site pages={pages} fallback={fallback} />
    </MemoryRouter>,
  );
  return fallback;
}

describe("the page opened first", () => {
  it("is waited for and then shown without a fallback, which would hold it back", async () => {
    const fallback = open(
      "/deals/7",
      pageInFile("/deals/:id", async () => ({ Deals }), "Deals"),
    );
    expect(screen.getByText("Waiting")).toBeTruthy();
    expect(await screen.findByRole("heading", { name: "Deals" })).toBeTruthy();
    expect(fallback).not.toHaveBeenCalled();
  });

  it("is the home page where the address names none", async () => {
    const load = vi.fn(async () => ({ Deals }));
    const fallback = open("/", pageInFile("/deals", load, "Deals"));
    expect(await screen.findByRole("heading", { name: "Deals" })).toBeTruthy();
    expect(fallback).not.toHaveBeenCalled();
    expect(load).toHaveBeenCalledOnce();
  });

  it("does not hold up the frame when its file cannot be had", async () => {
    let tries = 0;
    const load = async () => {
      tries += 1;
      if (tries === 1) throw new TypeError("Failed to fetch dynamically imported module");
      return { Deals };
    };
    open("/deals", pageInFile("/deals", load, "Deals"));
    expect(await screen.findByRole("heading", { name: "Deals" })).toBeTruthy();
  });
});
