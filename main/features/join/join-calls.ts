import type { Handlers } from "../../../shared/ipc/contract.ts";
import type { JoinService } from "./join-service.ts";

type JoinCalls = Pick<Handlers, "join.inspect" | "join.join">;

export function createJoinCalls(service: JoinService): JoinCalls {
  return {
    "join.inspect": ({ text }) => service.inspect(text),
    "join.join": (input) => service.join(input),
  };
}
