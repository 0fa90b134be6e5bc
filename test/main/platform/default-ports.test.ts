import { expect, test } from "vitest";
import { createByteTransport } from "../../../main/platform/byte-transport.ts";
import { testNetwork } from "../../support/test-network.ts";

for (const url of ["https://localhost/file", "https://localhost:443/file"]) {
  test(`a download from ${url} dials port 443`, async () => {
    const transport = createByteTransport(testNetwork);
    const { signal } = new AbortController();
    // Nobody listens there, or somebody with a certificate nobody knows: either way the fault names what was dialled,
    // with its port if that was not the scheme's own.
    await expect(transport.receive({ url, headers: {}, signal, maxBytes: 1 })).rejects.toMatchObject({
      network: { host: "localhost" },
    });
  });
}
