import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { colorSchemeManager, PreferencesProvider } from "~/theme/preferences";
import { cssVariablesResolver, theme } from "~/theme/theme";

interface ProvidersProps {
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}

/** Everything a page may count on above it; tests use the same. */
export function Providers({ queryClient, children }: ProvidersProps) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      cssVariablesResolver={cssVariablesResolver}
    >
      <PreferencesProvider>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </PreferencesProvider>
    </MantineProvider>
  );
}
