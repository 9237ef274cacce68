import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";
import { messageOf } from "~/api/errors";
import { AlertIcon } from "~/icons";
import { Notice } from "~/parts/Notice";

/** Catches what a page throws, so that the frame and its ways out stay in place. Another address is a new start. */
export function PageErrorBoundary({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation();
  return <Boundary address={pathname}>{children}</Boundary>;
}

interface BoundaryProps {
  readonly address: string;
  readonly children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { readonly error: unknown }> {
  override readonly state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.address !== this.props.address && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <PageFailed error={error} />;
  }
}

function PageFailed({ error }: { readonly error: unknown }) {
  // A page's file that cannot be fetched means a lost connection, or a newer release on the server.
  const missing = error instanceof TypeError && /dynamically imported module|Importing a module/.test(error.message);
  return (
    <Notice
      page
      urgent
      icon={<AlertIcon size={26} />}
      title="This page could not be shown"
      text={
        missing
          ? "A part of it could not be loaded: the connection was lost, or a new version has been installed."
          : messageOf(error)
      }
      action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
    />
  );
}
