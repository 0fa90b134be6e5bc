import { demoAppId } from "../demo-credentials.ts";
import { BusinessError } from "../state/business-error.ts";
import type { World } from "../state/world.ts";

type DirectoryRoute = (world: World, query: URLSearchParams, apiUrl: string) => unknown;

/** What the vendor's directory answers, by path: nobody is signed in yet, and the app id stands in the query. */
export const directoryRoutes = new Map<string, DirectoryRoute>([
  ["/api/health", () => "ok"],
  // How quick an API is, clients find out by this.
  ["/", () => "ok"],
  [
    "/v2/app_dns",
    ({ position }, query, apiUrl) => {
      const appId = query.get("app_id");
      if (!appId) throw new BusinessError(10002, "app_id");
      if (appId !== demoAppId) throw new BusinessError(99998);
      const places = [...position.apiUrlsBefore, apiUrl].map(placeOf);
      const clusters = [{ ratel: places, webim: places.slice(-1), rtc: places.slice(-1) }];
      return { version: 1, app_status: position.appStatus, dns_list: [{ group_level: 0, clusters }] };
    },
  ],
]);

function placeOf(address: string) {
  const { protocol, host } = new URL(address);
  return { protocol: protocol.slice(0, -1), host, ip_list: [] };
}
