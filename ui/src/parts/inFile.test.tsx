import { render, screen } from "@testing-library/react";
import { Component, type ReactNode, Suspense } from "react";
import { describe, expect, it, vi } from "vitest";
import { type InFile, inFile, useInFile } from "./inFile";

const Form = ({ kind }: { readonly kind: string }) => <h2>New {kind}</h2>;

class Boundary extends Component<{ readonly children: ReactNode }, { readonly message: string | null }> {
  override readonly state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(error: Error) {
    return { message: error.message };
  }

  override render(): ReactNode {
    return this.state.message ?? this.props.children;
  }
}

function Late({ file }: { readonly file: InFile<{ readonly kind: string }> }) {
  const Shown = useInFile(file);
  return Shown && <Shown kind="account" />;
}

describe("a component in a file of its own", () => {
  it("comes without a fallback, and is there at once the next time", async () => {
    const load = vi.fn(async () => ({ Form }));
    const file = inFile(load, "Form");
    const first = render(
      <Suspense fallback="held back">
        <Late file={file} />
      </Suspense>,
    );
    expect(screen.queryByText("held back")).toBeNull();
    expect(await screen.findByRole("heading", { name: "New account" })).toBeTruthy();
    first.unmount();
    render(<Late file={file} />);
    expect(screen.getByRole("heading", { name: "New account" })).toBeTruthy();
    expect(load).toHaveBeenCalledOnce();
  });

  it("that cannot be fetched is told where the page's failures are", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const file = inFile(() => Promise.reject<{ Form: typeof Form }>(new TypeError("no connection")), "Form");
    render(
      <Boundary>
        <Late file={file} />
      </Boundary>,
    );
    expect(await screen.findByText("no connection")).toBeTruthy();
  });
});
