import { createNetwork } from "../../main/platform/network/network.ts";
import { directly } from "../../main/platform/network/routes.ts";

/** The app's way to servers, for those of a test on this machine: no proxy, kept connections shared by all tests of a file. */
export const testNetwork = createNetwork({ routesFor: directly });
