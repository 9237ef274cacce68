import logo from "/logo.svg";

/** The mark; the name stands beside it or on the link round it. */
export function Logo({ size }: { readonly size: number }) {
  return <img src={logo} width={size} height={size} alt="" />;
}
