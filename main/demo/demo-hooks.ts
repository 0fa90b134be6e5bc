import { isTestRun, registerTestHook } from "../shell/test-hooks.ts";
import { startDemoInWorker } from "./demo.ts";
import type { Demo, DemoControl } from "./demo-interface.ts";

/** In a test run, lets the test steer the demo that the app starts; else changes nothing. */
export function installDemoHooks(): { startDemo?: typeof startDemoInWorker } {
  if (!isTestRun) return {};
  let demo: Demo | null = null;
  const running = (): Demo => {
    if (demo === null) throw new Error("the demo was not started");
    return demo;
  };
  registerTestHook("demoControl", (command) => running().control(command as DemoControl));
  registerTestHook("demoFacts", () => {
    const { control: _control, inspect: _inspect, stop: _stop, ...facts } = running();
    return facts;
  });
  registerTestHook("demoInspect", () => running().inspect());
  return {
    startDemo: async (options, onDeath) => {
      demo = await startDemoInWorker(options, onDeath);
      return demo;
    },
  };
}
