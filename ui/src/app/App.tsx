import { useState } from "react";
import { BrowserRouter } from "react-router";
import { makeQueryClient } from "~/api/queryClient";
import { Pages } from "./Pages";
import { Providers } from "./Providers";

export function App() {
  const [queryClient] = useState(makeQueryClient);
  return (
    <Providers queryClient={queryClient}>
      <BrowserRouter>
        <Pages />
      </BrowserRouter>
    </Providers>
  );
}
