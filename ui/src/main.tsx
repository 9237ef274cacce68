import "./theme/fonts.css";
import "./theme/mantine.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";

const root = document.getElementById("root");
if (!root) throw new Error("index.html lost its #root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
