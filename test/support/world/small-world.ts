import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Demo } from "../../../main/demo/demo-interface.ts";
import { startDemo } from "../../../main/demo/demo-server.ts";
import { type Authority, type Certificate, createAuthority } from "./certificates.ts";
import type { Listening, Place } from "./listening.ts";
import { startSecureFront } from "./secure-front.ts";
import { type ProxyBehaviour, startTestProxy, type TestProxy } from "./test-proxy.ts";

export const apiHost = "api.example.com";
export const storageHost = "files.example.net";
export const gatewayHost = "gateway.example.org";

/**
 * Names a file of authorities: on Linux what Node takes for the system's store. The stores of Windows and macOS cannot
 * be played by a file; there it stands for an authority that was added to Node's own.
 */
export const trustVariable = process.platform === "linux" ? "SSL_CERT_FILE" : "NODE_EXTRA_CA_CERTS";

export type SmallWorld = Awaited<ReturnType<typeof startSmallWorld>>;

/**
 * The demo behind names without ports, as servers stand in the world: https by a certificate authority of this run,
 * reached only through a proxy on loopback that knows these names. Needs no rights and no hosts file.
 */
export async function startSmallWorld({ storageOrigin = `https://${storageHost}` } = {}) {
  const demo: Demo = await startDemo({
    publicOrigins: { api: `https://${apiHost}`, storage: storageOrigin },
  });
  const folder = mkdtempSync(join(tmpdir(), "qunzhu-world-"));
  const authority: Authority = createAuthority();
  const trustFile = join(folder, "authority.pem");
  writeFileSync(trustFile, authority.cert);
  const closing: { close(): Promise<void> }[] = [];

  async function stop(): Promise<void> {
    for (const { close } of closing.splice(0).reverse()) await close();
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  const api = placeOf(demo.apiUrl);
  const behind: Readonly<Record<string, Place>> = {
    [apiHost]: api,
    [storageHost]: placeOf(demo.storageUrl),
    [gatewayHost]: api,
  };

  try {
    const sites = Object.entries(behind).map(([name, place]) => {
      const certificate = authority.issue({ names: [name] });
      return [name, { certificate, behind: place }] as const;
    });
    const secure = await startSecureFront(Object.fromEntries(sites));
    closing.push(secure);
    const routes: Record<string, Place> = {};
    for (const [name, place] of Object.entries(behind)) {
      routes[`${name}:443`] = secure;
      routes[`${name}:80`] = place;
    }

    return {
      /** At its loopback addresses, to be steered and looked at. */
      demo,
      authority,
      apiUrl: `https://${apiHost}`,
      geweUrl: demo.geweUrl.replace(demo.apiUrl, `https://${gatewayHost}`),
      /** One more server for a name of this world, or for the API at an address, with a certificate that the test chooses. */
      async front(name: string, certificate: Certificate, host?: Place["host"]): Promise<Listening> {
        const started = await startSecureFront(
          { [name]: { certificate, behind: behind[name] ?? api } },
          host,
        );
        closing.push(started);
        return started;
      },
      /** A proxy that leads to this world. */
      async proxy(behaviour?: ProxyBehaviour): Promise<TestProxy> {
        const started = await startTestProxy(routes, behaviour);
        closing.push(started);
        return started;
      },
      /** What a program that goes out by the environment needs to be in this world. */
      environment: (proxy: { readonly url: string }): Record<string, string> => ({
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: proxy.url,
        [trustVariable]: trustFile,
      }),
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function placeOf(url: string): Place {
  return { host: "127.0.0.1", port: Number(new URL(url).port) };
}
