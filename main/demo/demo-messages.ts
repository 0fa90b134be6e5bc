import type { DemoControl, DemoFacts } from "./demo-interface.ts";
import type { DemoSnapshot } from "./demo-snapshot.ts";

/** What the app asks the demo's worker. */
export type DemoRequestMessage =
  | { readonly id: number; readonly ask: "control"; readonly command: DemoControl }
  | { readonly id: number; readonly ask: "inspect" }
  | { readonly id: number; readonly ask: "stop" };

/** What the worker says: once that it runs (or could not start), then one answer per request. */
export type DemoWorkerMessage =
  | { readonly started: DemoFacts }
  | { readonly failed: string }
  | { readonly id: number; readonly value: DemoSnapshot | null }
  | { readonly id: number; readonly error: string };
