import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { AnswerCost, AnswerJob, Floor } from "./answer-child.ts";

/** An answer as large as the app accepts, made to cost as much as possible to whoever reads it. */
export interface HostileAnswer {
  readonly name: string;
  readonly operation: AnswerJob["operation"];
  readonly status?: number;
  /** How many things are read all the same, without the list that is too long; absent: it is refused. */
  readonly stillRead?: number;
  body(): string;
}

const inEnvelope = (data: string) => `{"code":200,"data":${data}}`;
const listOf = (count: number, item: (at: number) => string) =>
  inEnvelope(`[${Array.from({ length: count }, (_, at) => item(at)).join()}]`);
const file = (at: number) =>
  `{"file_id":${at},"group_id":1,"name":"${"n".repeat(40)}","size":1,"type":"application/pdf",` +
  `"url":"${"u".repeat(100)}","uploader":2,"created_at":1569586735861,"updated_at":1569586735861}`;

export type ReadAnswer = AnswerCost & Floor & { readonly name: string; readonly mebibytes: number };

/** What no server sends. Each is refused. */
export const hostileAnswers: readonly HostileAnswer[] = [
  { name: "4 million empty lists", operation: "mutes", body: () => inEnvelope(`[${"[],".repeat(4e6)}[]]`) },
  { name: "16 million tiny numbers", operation: "mutes", body: () => inEnvelope(`[${"1,".repeat(16e6)}1]`) },
  { name: "lists in lists", operation: "mutes", body: () => inEnvelope("[".repeat(30e6)) },
  { name: "objects in objects", operation: "group", body: () => '{"a":'.repeat(6e6) },
  {
    name: "a name of 31 MiB",
    operation: "group",
    body: () => inEnvelope(`{"group_id":1,"name":"${"x".repeat(31 * 2 ** 20)}"}`),
  },
  { name: "500,000 wrong items", operation: "mutes", body: () => inEnvelope(`[${"1,".repeat(500_000)}1]`) },
  {
    name: "a million names",
    operation: "group",
    body: () => `{${Array.from({ length: 1e6 }, (_, at) => `"key ${at}":1`).join()}}`,
  },
  { name: "30 million quotes", operation: "group", body: () => '"'.repeat(30e6) },
  {
    name: "500,000 wrong people in a WeChat group",
    operation: "chatroom",
    stillRead: 1,
    body: () => `{"ret":200,"data":{"chatroomId":"1@chatroom","memberList":[${"1,".repeat(500_000)}1]}}`,
  },
  {
    name: "4 million empty lists with an error",
    operation: "group",
    status: 400,
    body: () => inEnvelope(`[${"[],".repeat(4e6)}[]]`),
  },
];

/** The largest that a server might send. Each is read whole. */
export const largeAnswers: readonly HostileAnswer[] = [
  { name: "70,000 files with all fields", operation: "files", body: () => listOf(70_000, file) },
  {
    name: "100,000 members on one page",
    operation: "members",
    body: () =>
      listOf(100_000, (at) => `{"user_id":${at},"display_name":"Member ${at}","join_time":1569586735861}`),
  },
  {
    name: "100,000 members with ids beyond 2^53",
    operation: "members",
    body: () =>
      listOf(
        100_000,
        (at) => `{"user_id":${9007199254740993n + BigInt(at)},"display_name":null,"join_time":1569586735861}`,
      ),
  },
];

/** Has a fresh process read all of them, one after another; what it takes in memory is told as it grows. */
export async function costsOf(answers: readonly HostileAnswer[]): Promise<readonly ReadAnswer[]> {
  const child = fork(path.join(import.meta.dirname, "answer-child.ts"));
  const ask = async <T>(question: AnswerJob | "floor"): Promise<T> => {
    child.send(question);
    const [told] = await Promise.race([once(child, "message"), once(child, "exit")]);
    if (child.exitCode !== null) throw new Error(`the reading process ended (${child.exitCode})`);
    return told as T;
  };
  try {
    const costs: (AnswerCost & { name: string; mebibytes: number })[] = [];
    for (const { name, operation, status, body } of answers) {
      const text = body();
      const { apiUrl, close } = await serve(gzipSync(text, { level: 1 }), status ?? 200);
      costs.push({
        name,
        mebibytes: text.length / 2 ** 20,
        ...(await ask<AnswerCost>({ apiUrl, operation })),
      });
      close();
    }
    const floor = await ask<Floor>("floor");
    return costs.map((cost) => ({ ...cost, ...floor }));
  } finally {
    child.kill();
  }
}

async function serve(body: Buffer, status: number) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
