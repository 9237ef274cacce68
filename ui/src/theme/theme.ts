import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import overrides from "./overrides.module.css";

/** The accent in ten shades; 7 is used for fills in both schemes, where white text stands at more than 5:1. */
const accent: MantineColorsTuple = [
  "#eef1ff",
  "#dfe4fd",
  "#bcc6f7",
  "#97a6f2",
  "#788bed",
  "#647ae9",
  "#536be4",
  "#3b55d0",
  "#3349ba",
  "#283ca3",
];

/** Mantine's dark greys in the blue cast of our dark surfaces: text first, canvas last. */
const dark: MantineColorsTuple = [
  "#e9edf4",
  "#b3bdcc",
  "#93a0b3",
  "#6e7c93",
  "#3a475b",
  "#273142",
  "#1d2532",
  "#181f2a",
  "#111820",
  "#0d1219",
];

// Their headers are no page banner, and their close buttons need words.
const dialog = {
  closeButtonProps: { "aria-label": "Close" },
  classNames: { title: overrides["title"] ?? "", header: overrides["header"] ?? "" },
  overlayProps: { backgroundOpacity: 0.42 },
};

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: "accent",
  primaryShade: 7,
  autoContrast: true,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "15px", xl: "17px" },
  radius: { xs: "4px", sm: "6px", md: "9px", lg: "12px", xl: "13px" },
  defaultRadius: "md",
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: "680" },
  respectReducedMotion: true,
  focusRing: "auto",
  // By name: importing the components here would put all of them into the first file a browser fetches.
  components: {
    Modal: { defaultProps: { ...dialog, radius: "xl" } },
    Drawer: { defaultProps: dialog },
    ModalHeader: { defaultProps: { role: "none" } },
    DrawerHeader: { defaultProps: { role: "none" } },
    // The placeholder that would take the first focus is no menu item, which screen readers stumble over.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    InputWrapper: { defaultProps: { classNames: { label: overrides["label"] ?? "" } } },
  },
});

/** Mantine's own surfaces follow the tokens, so that a menu and a card are never two different whites. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const surfaces = {
    "--mantine-color-body": "var(--card)",
    "--mantine-color-text": "var(--text-1)",
    "--mantine-color-bright": "var(--text-1)",
    "--mantine-color-dimmed": "var(--text-3)",
    "--mantine-color-placeholder": "var(--text-3)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-accent-light": "var(--accent-soft)",
    "--mantine-color-accent-light-hover": "var(--accent-soft)",
    "--mantine-color-accent-light-color": "var(--accent-ink)",
    "--mantine-color-default": "var(--card)",
    "--mantine-color-default-hover": "var(--well)",
    "--mantine-color-default-color": "var(--text-1)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-shadow-xs": "var(--shadow-1)",
    "--mantine-shadow-sm": "var(--shadow-2)",
    "--mantine-shadow-md": "var(--shadow-3)",
    "--mantine-shadow-lg": "var(--shadow-3)",
    "--mantine-shadow-xl": "var(--shadow-3)",
  };
  return { variables: {}, light: surfaces, dark: surfaces };
};
