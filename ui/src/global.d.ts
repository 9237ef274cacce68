import "react";

declare module "react" {
  /** Custom properties are how a style sheet is handed a value. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
