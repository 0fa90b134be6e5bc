import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

interface StoredObject {
  readonly size: number;
  readonly type: string;
  readonly path: string;
}

/** A seeded object whose bytes nobody has wanted yet. */
interface Unmade {
  readonly type: string;
  readonly make: () => Buffer;
}

const accessKeyId = "DEMOACCESSKEY";
const signingKey = "demo-storage-signing-key";
const ticketLifetimeMs = 3600 * 1000;
const linkLifetimeMs = 30 * 60 * 1000;

function sign(text: string): string {
  return createHmac("sha1", signingKey).update(text).digest("base64url");
}

function isSignatureOf(text: string, signature: string): boolean {
  const expected = Buffer.from(sign(text));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The objects of the demo's storage: names and sizes in memory, bytes in files of one temporary folder. */
export class ObjectStore {
  readonly folder: string;
  readonly #objects = new Map<string, StoredObject | Unmade>();
  #fileCount = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  get size(): number {
    return this.#objects.size;
  }

  /** A path of the folder that nothing uses yet. */
  newPath(): string {
    this.#fileCount += 1;
    return join(this.folder, `${this.#fileCount}.bin`);
  }

  has(key: string): boolean {
    return this.#objects.has(key);
  }

  /** An object whose bytes are made when somebody first wants them. */
  seed(key: string, type: string, make: () => Buffer): void {
    this.#objects.set(key, { type, make });
  }

  /** The bytes lie at `path` already. */
  keep(key: string, type: string, size: number, path: string): void {
    this.#objects.set(key, { size, type, path });
  }

  find(key: string): StoredObject | null {
    const object = this.#objects.get(key);
    if (object === undefined || "path" in object) return object ?? null;
    const bytes = object.make();
    const made = { size: bytes.length, type: object.type, path: this.newPath() };
    writeFileSync(made.path, bytes);
    this.#objects.set(key, made);
    return made;
  }

  /** Form fields that let their holder store one object under a new key. */
  ticket(prefix: string, now: number): { key: string; fields: Record<string, string> } {
    const key = `${prefix}/${randomUUID()}`;
    const policy = Buffer.from(
      JSON.stringify({
        expiration: new Date(now + ticketLifetimeMs).toISOString(),
        conditions: [["eq", "$key", key]],
      }),
    ).toString("base64");
    const callback = Buffer.from(JSON.stringify({ callbackBody: "key=$" + "{object}" })).toString("base64");
    const fields = { OSSAccessKeyId: accessKeyId, policy, signature: sign(policy), callback, key };
    return { key, fields };
  }

  /** Why these form fields allow no upload; null when they do. */
  ticketProblem(fields: ReadonlyMap<string, string>, now: number): string | null {
    const policy = fields.get("policy") ?? "";
    if (fields.get("OSSAccessKeyId") !== accessKeyId) return "InvalidAccessKeyId";
    if (!isSignatureOf(policy, fields.get("signature") ?? "")) return "SignatureDoesNotMatch";
    const text = Buffer.from(policy, "base64").toString();
    const expiration = /"expiration":"([^"]+)"/.exec(text)?.[1] ?? "";
    if (!(Date.parse(expiration) > now)) return "PolicyExpired";
    const key = fields.get("key") ?? "";
    return key !== "" && text.includes(`["eq","$key",${JSON.stringify(key)}]`)
      ? null
      : "PolicyConditionFailed";
  }

  /** Path and query of a link that reads one object, for a while and without a token. */
  downloadLink(key: string, now: number): string {
    const expires = Math.floor((now + linkLifetimeMs) / 1000);
    const signature = sign(`GET ${key} ${expires}`);
    return `/objects/${encodeURI(key)}?OSSAccessKeyId=${accessKeyId}&Expires=${expires}&Signature=${signature}`;
  }

  isLinkValid(key: string, query: URLSearchParams, now: number): boolean {
    const expires = query.get("Expires") ?? "";
    return (
      Number(expires) * 1000 > now && isSignatureOf(`GET ${key} ${expires}`, query.get("Signature") ?? "")
    );
  }

  /** The `file_sign` of a key: what a group file's link carries. */
  fileSign(key: string): string {
    return Buffer.from(`${sign(`file ${key}`)} ${key}`).toString("base64url");
  }

  /** null for a text that `fileSign` did not make. */
  keyOfFileSign(fileSign: string): string | null {
    const [signature, key] = Buffer.from(fileSign, "base64url").toString().split(" ");
    if (signature === undefined || key === undefined) return null;
    return isSignatureOf(`file ${key}`, signature) ? key : null;
  }
}
