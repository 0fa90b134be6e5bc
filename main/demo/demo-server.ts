import {
  demoAppId,
  demoGeweAppId,
  demoGeweToken,
  demoMobile,
  demoPassword,
  demoUser,
} from "./demo-credentials.ts";
import type { Demo, DemoControl, DemoOptions } from "./demo-interface.ts";
import { documentedPosition } from "./demo-position.ts";
import { geweHandler, gewePrefix } from "./gewe/gewe-handler.ts";
import { geweCodes, geweWxid, seedGewe } from "./gewe/gewe-seed.ts";
import type { GeweWorld } from "./gewe/gewe-world.ts";
import { type DemoHttpServer, startHttpServer } from "./http/demo-http-server.ts";
import { FaultRules } from "./http/fault-rules.ts";
import { RequestLog } from "./http/request-log.ts";
import { lanyingHandler } from "./lanying/lanying-handler.ts";
import { selfId } from "./seed/cast.ts";
import { seedWorld } from "./seed/seed-world.ts";
import { snapshotOf } from "./snapshot.ts";
import { World } from "./state/world.ts";
import { ObjectStore } from "./storage/object-store.ts";
import {
  makeStorageFolder,
  removeStaleFolders,
  removeStorageFolder,
  removeUsedStorageFolder,
} from "./storage/storage-folder.ts";
import { storageHandler } from "./storage/storage-handler.ts";

function obey(command: DemoControl, world: World, gewe: GeweWorld, faults: FaultRules): void {
  if ("fault" in command) faults.add(command.fault);
  else if ("clearFaults" in command) faults.clear();
  else if ("advanceMs" in command) world.advance(command.advanceMs);
  else if ("expireSessions" in command) world.expireSessions();
  else if ("position" in command) world.position = { ...world.position, ...command.position };
  else gewe.obey(command.gewe);
}

/** Starts both APIs and their storage in this thread. The app runs it in a worker instead: `startDemoInWorker`. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const world = new World(options.now ?? Date.now(), { ...documentedPosition, ...options.position });
  removeStaleFolders();
  const folder = makeStorageFolder();
  const removeFolder = () => removeStorageFolder(folder);
  process.once("exit", removeFolder);
  const store = new ObjectStore(folder);
  const { groups, codes } = seedWorld(world, store, options);
  const gewe = seedGewe(store, () => world.now());
  const log = new RequestLog();
  const faults = new FaultRules();
  const servers: DemoHttpServer[] = [];
  const stop = async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await removeUsedStorageFolder(folder);
    process.off("exit", removeFolder);
  };
  try {
    const storage = await startHttpServer(
      { origin: "storage", port: 0, log, faults },
      storageHandler(world, store),
    );
    servers.push(storage);
    const storageUrl = () => options.publicOrigins?.storage ?? storage.url;
    // Filled in before the first request can arrive.
    let apiUrl = "";
    const publicApiUrl = () => options.publicOrigins?.api ?? apiUrl;
    const lanying = lanyingHandler({ world, store, apiUrl: publicApiUrl, storageUrl });
    const wechat = geweHandler(gewe, storageUrl);
    const api = await startHttpServer(
      { origin: "api", port: options.apiPort ?? 0, log, faults },
      (context) => (context.url.pathname.startsWith(`${gewePrefix}/`) ? wechat(context) : lanying(context)),
    );
    servers.push(api);
    apiUrl = api.url;
    return {
      apiUrl,
      directoryUrl: apiUrl,
      geweUrl: apiUrl + gewePrefix,
      storageUrl: storage.url,
      appId: demoAppId,
      user: demoUser,
      password: demoPassword,
      mobile: demoMobile,
      userId: selfId,
      adminToken: world.adminToken,
      geweToken: demoGeweToken,
      geweAppId: demoGeweAppId,
      geweWxid,
      groups,
      codes: { ...codes, ...geweCodes },
      folder,
      control: async (command) => obey(command, world, gewe, faults),
      inspect: async () => snapshotOf(world, store, gewe, log),
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
