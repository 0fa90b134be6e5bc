import { expect, test } from "vitest";
import {
  createReaderClient,
  type ReaderWorker,
} from "../../../renderer/features/join/reader/reader-client.ts";
import type { ReadReply, ReadRequest } from "../../../renderer/features/join/reader/reader-protocol.ts";
import { toAppError } from "../../../shared/errors.ts";
import { unreadableReasonOf } from "../../../shared/qr-reader/unreadable-image.ts";

type Act = (request: ReadRequest, reply: (reply: ReadReply) => void, crash: () => void) => void;

const done: Act = ({ id, hasThumbnail }, reply) => {
  const thumbnail = hasThumbnail ? new Blob(["small"]) : null;
  reply({ id, type: "done", codes: [], width: 4, height: 3, thumbnail });
};

/** Workers that do as told, one act per picture in the order they arrive; later ones just answer. */
function workers(...acts: Act[]) {
  const log: string[] = [];
  let count = 0;
  const spawn = (): ReaderWorker => {
    count += 1;
    const name = `worker ${count}`;
    const target = new EventTarget();
    log.push(`${name} starts`);
    return {
      addEventListener: target.addEventListener.bind(target) as ReaderWorker["addEventListener"],
      terminate: () => log.push(`${name} ends`),
      postMessage: (request: ReadRequest) => {
        log.push(`${name} reads ${request.id}`);
        const reply = (data: ReadReply) => target.dispatchEvent(new MessageEvent("message", { data }));
        const act = acts.shift() ?? done;
        queueMicrotask(() => act(request, reply, () => target.dispatchEvent(new Event("error"))));
      },
    };
  };
  return { spawn, log };
}

const picture = () => new Blob(["\x89PNG"]);
const nothing: Act = () => undefined;

test("pictures are read one after another by one worker", async () => {
  const { spawn, log } = workers();
  const client = createReaderClient({ spawn });
  await Promise.all([client.read(picture()), client.read(picture())]);
  expect(log).toEqual(["worker 1 starts", "worker 1 reads 1", "worker 1 reads 2"]);
});

test("a crash fails the picture at hand and the next one gets a new worker", async () => {
  const { spawn, log } = workers((_request, _reply, crash) => crash());
  const client = createReaderClient({ spawn });
  const [first, second] = await Promise.allSettled([client.read(picture()), client.read(picture())]);
  expect(first).toMatchObject({ status: "rejected", reason: { code: "internal" } });
  expect(second).toMatchObject({ status: "fulfilled", value: { width: 4 } });
  expect(log.slice(-2)).toEqual(["worker 2 starts", "worker 2 reads 2"]);
});

test("a worker that hangs is ended and replaced", async () => {
  const { spawn, log } = workers(nothing);
  const client = createReaderClient({ spawn, timeoutMs: 20 });
  await expect(client.read(picture())).rejects.toMatchObject({ code: "timeout" });
  await client.read(picture());
  expect(log).toContain("worker 1 ends");
});

test("giving up ends the work, before it began and while it runs", async () => {
  const { spawn, log } = workers(nothing);
  const client = createReaderClient({ spawn });
  const running = new AbortController();
  const waiting = new AbortController();
  const first = client.read(picture(), { signal: running.signal });
  const second = client.read(picture(), { signal: waiting.signal });
  waiting.abort();
  await expect.poll(() => log).toContain("worker 1 reads 1");
  running.abort();
  await expect(first).rejects.toMatchObject({ code: "cancelled" });
  await expect(second).rejects.toMatchObject({ code: "cancelled" });
  expect(log).toEqual(["worker 1 starts", "worker 1 reads 1", "worker 1 ends"]);
});

test("why a picture cannot be read arrives, and so does what was found on the way", async () => {
  const { spawn } = workers(
    ({ id }, reply) => reply({ id, type: "failed", code: "unreadable_image", reason: "heic", message: "" }),
    (request, reply, crash) => {
      reply({ id: request.id, type: "found", codes: [], width: 1, height: 1 });
      // Of a picture given up before: nobody waits for it.
      reply({ id: 99, type: "found", codes: [], width: 2, height: 2 });
      done(request, reply, crash);
    },
  );
  const client = createReaderClient({ spawn });
  const error = await client.read(picture()).catch(toAppError);
  expect(unreadableReasonOf(toAppError(error))).toBe("heic");
  const widths: number[] = [];
  await client.read(picture(), { onFound: ({ width }) => widths.push(width) });
  expect(widths).toEqual([1]);
});

test("a small copy comes with the codes where one is wanted", async () => {
  const client = createReaderClient({ spawn: workers().spawn });
  expect(await client.read(picture())).toMatchObject({ thumbnail: null });
  expect(await client.read(picture(), { hasThumbnail: true })).toMatchObject({ thumbnail: { size: 5 } });
});
