import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The server `npm run dev` stands in front of; another port is another COALITION_SERVER. */
const server = process.env["COALITION_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/",
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    target: "es2022",
    sourcemap: false,
    // Fonts must stay files: a data: address would need a wider content-security policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // Parts that change rarely get files of their own, so that a release does not make browsers fetch them again.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: "router", test: /node_modules[\\/]react-router[\\/]/, priority: 3 },
            { name: "canvas", test: /node_modules[\\/](@xyflow|d3-[a-z]+|zustand|classcat)[\\/]/, priority: 2 },
            // What several pages are made of, in two files: by themselves they were fifty of 1 kB, and each costs a
            // request before the first picture.
            { name: "libraries", test: /node_modules/, minShareCount: 2, priority: 1 },
            { name: "parts", test: /[\\/]src[\\/](api|icons|parts|theme)[\\/]/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(["/api", "/_allauth", "/admin", "/static"].map((path) => [path, { target: server }])),
  },
  test: {
    restoreMocks: true,
    // Tests that type and click take seconds on a machine busy with other tests.
    testTimeout: 30_000,
    // Style sheets are empty in tests, but for those that a test reads.
    css: { include: [/tokens\.css/, /theme\/mantine\.css/] },
    // A document costs more to set up than most tests take, so what is free of React goes without one.
    projects: [
      { extends: true, test: { name: "pure", environment: "node", isolate: false, include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "screens",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/testing/setup.ts"],
        },
      },
    ],
  },
});
