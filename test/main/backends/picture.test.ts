import { expect, test } from "vitest";
import { readPicture } from "../../../main/backends/picture.ts";
import { createHttpClient } from "../../../main/platform/http-client.ts";
import { testNetwork } from "../../support/test-network.ts";
import { loopbackServer } from "./loopback-server.ts";

const clientAt = (baseUrl: string) =>
  createHttpClient({ network: testNetwork, baseUrl, allowsInsecureHttp: true, refusalOf: () => null });

test.each([
  "http://127.0.0.1:9/",
  "http://0.0.0.0:9/",
  "http://0:9/",
  "http://[::]:9/",
  "http://[::ffff:127.0.0.1]:9/",
  "http://localhost.:9/",
  "http://192.168.1.1/admin",
  "http://169.254.169.254/latest/meta-data",
])("a public server's picture address cannot be %s", async (url) => {
  const http = clientAt("https://api.example.com");
  await expect(readPicture(http, new URL(url), {})).rejects.toMatchObject({ code: "refused" });
});

test("a server on this machine leads to pictures on it, and not to devices near it", async () => {
  const server = await loopbackServer(({ path }, response) => {
    if (path === "/router") response.writeHead(302, { location: "http://192.168.1.1/" }).end();
    else response.end("GIF89a");
  });
  const http = clientAt(server.url);
  expect((await readPicture(http, new URL(`${server.url}/face`), {}))?.type).toBe("image/gif");
  const away = readPicture(http, new URL(`${server.url}/router`), {});
  await expect(away).rejects.toMatchObject({ code: "refused" });
});
