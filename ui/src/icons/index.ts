/** Our own icons: line drawings on a 24-unit grid. Named exports, so that only those in use are shipped. */
export * from "./actions";
export * from "./controls";
export * from "./map";
export * from "./records";
export * from "./views";
