import type { DeviceSignIn } from "./device-sign-in.ts";

/** In these steps the gateway is still asked. In a file of its own: the page does without the schemas beside the type. */
export function isUnderWay({ step }: Pick<DeviceSignIn, "step">): boolean {
  return step === "preparing" || step === "waiting" || step === "scanned" || step === "check";
}
