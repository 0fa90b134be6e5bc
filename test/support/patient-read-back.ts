import { readBackPausesMs } from "../../main/backends/lanying/open-points.ts";
import type { Demo } from "../../main/demo/demo-interface.ts";
import { createReadBack, type ReadBack } from "../../main/platform/read-back.ts";

/** The app's own pace of reading back, by the demo's clock: nobody waits. */
export function patientReadBack(demo: Pick<Demo, "control">, pausesMs = readBackPausesMs): ReadBack {
  return createReadBack(pausesMs, (ms) => demo.control({ advanceMs: ms }));
}
