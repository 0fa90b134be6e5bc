import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { Shell } from "../../shell/shell.ts";
import type { JoinService } from "./join-service.ts";

type JoinCalls = Pick<
  Handlers,
  "join.inspect" | "join.join" | "join.check" | "join.allowCapture" | "join.endCapture"
>;

export function createJoinCalls(
  service: JoinService,
  shell: Pick<Shell, "allowCapture" | "endCapture">,
): JoinCalls {
  return {
    "join.inspect": ({ text }) => service.inspect(text),
    "join.join": (input) => service.join(input),
    "join.check": (input) => service.check(input),
    "join.allowCapture": ({ what }) => shell.allowCapture(what),
    "join.endCapture": () => shell.endCapture(),
  };
}
