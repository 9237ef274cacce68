// Runs before the first paint so that the page never flashes in the wrong theme. A file, not inline: the
// content-security policy allows scripts only from our own address. Keys: src/theme/preferences.tsx.
(() => {
  const root = document.documentElement;
  let scheme = "auto";
  let palette = "default";
  try {
    scheme = localStorage.getItem("coalition.theme") || "auto";
    palette = localStorage.getItem("coalition.palette") || "default";
  } catch {
    // Storage may be switched off; the defaults serve.
  }
  const dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  root.setAttribute("data-palette", palette === "colour-blind" ? "colour-blind" : "default");
})();
