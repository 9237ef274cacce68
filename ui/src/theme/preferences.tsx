/** What a person chose for their eyes: scheme (kept by Mantine under the same prefix) and palette. Kept in this browser. */
import { localStorageColorSchemeManager, useComputedColorScheme } from "@mantine/core";
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import type { PaletteName, Scheme } from "./palette";

// The keys are read by public/first-paint.js too.
export const colorSchemeManager = localStorageColorSchemeManager({ key: "coalition.theme" });
const PALETTE_KEY = "coalition.palette";

interface Preferences {
  readonly palette: PaletteName;
  readonly setPalette: (palette: PaletteName) => void;
}

const PreferencesContext = createContext<Preferences | null>(null);

function storedPalette(): PaletteName {
  try {
    return localStorage.getItem(PALETTE_KEY) === "colour-blind" ? "colour-blind" : "default";
  } catch {
    return "default"; // storage may be switched off
  }
}

export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [palette, setPalette] = useState(storedPalette);
  useEffect(() => {
    document.documentElement.setAttribute("data-palette", palette);
    try {
      localStorage.setItem(PALETTE_KEY, palette);
    } catch {
      // The choice then lasts until the page is closed.
    }
  }, [palette]);
  const value = useMemo(() => ({ palette, setPalette }), [palette]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePalette(): Preferences {
  const preferences = use(PreferencesContext);
  if (!preferences) throw new Error("usePalette needs a PreferencesProvider above it.");
  return preferences;
}

/** Scheme as drawn now, for what cannot read CSS variables (a canvas). */
export function useScheme(): Scheme {
  return useComputedColorScheme("light", { getInitialValueInEffect: false });
}
