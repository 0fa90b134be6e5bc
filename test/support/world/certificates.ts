import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP, isIPv4 } from "node:net";

/** A key and its certificate, both PEM, for a server of the tests. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Subject {
  /** Names and addresses of the server; no wildcards. */
  readonly names: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

export interface Authority {
  /** PEM: what a client trusts. */
  readonly cert: string;
  issue(subject: Subject): Certificate;
}

interface Entity {
  readonly commonName: string;
  readonly keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** A certificate authority of this run; nothing of it is kept. */
export function createAuthority(commonName = "Tests Root CA"): Authority {
  const own = newEntity(commonName);
  return {
    cert: certificate(own, own, { names: [] }, true),
    issue(subject) {
      const server = newEntity(subject.names[0] ?? "");
      return { key: pemOf(server), cert: certificate(server, own, subject, false) };
    },
  };
}

/** A certificate that nobody but the server itself vouches for. */
export function selfSigned(subject: Subject): Certificate {
  const server = newEntity(subject.names[0] ?? "");
  return { key: pemOf(server), cert: certificate(server, server, subject, false) };
}

function newEntity(commonName: string): Entity {
  return { commonName, keys: generateKeyPairSync("ec", { namedCurve: "prime256v1" }) };
}

function pemOf({ keys }: Entity): string {
  return keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

const ecdsaWithSha256 = sequence(objectId("2a8648ce3d040302"));
const yes = der(0x01, Buffer.from([0xff]));

/** X.509 v3 (RFC 5280), signed with ECDSA; valid all this century where the subject says nothing else. */
function certificate(owner: Entity, issuer: Entity, subject: Subject, isAuthority: boolean): string {
  const { from = new Date("2020-01-01T00:00:00Z"), until = new Date("2099-12-31T23:59:59Z") } = subject;
  const basicConstraints = extension("551d13", sequence(...(isAuthority ? [yes] : [])));
  const extensions = isAuthority
    ? [basicConstraints, extension("551d0f", der(0x03, Buffer.from([0x01, 0x06])))] // Signs certificates and lists.
    : [basicConstraints, extension("551d11", sequence(...subject.names.map(alternativeName)))];
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // Positive, and without a leading zero.
    der(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer.commonName),
    sequence(time(from), time(until)),
    distinguishedName(owner.commonName),
    owner.keys.publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign("sha256", toBeSigned, issuer.keys.privateKey);
  const whole = sequence(
    toBeSigned,
    ecdsaWithSha256,
    der(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function distinguishedName(commonName: string): Buffer {
  return sequence(der(0x31, sequence(objectId("550403"), der(0x0c, Buffer.from(commonName)))));
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replace(/\.\d+|[-:T]/g, "")));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), yes, der(0x04, value));
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, addressBytes(name));
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  const [before = [], after = []] = address.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  const groups = [...before, ...zeros, ...after].map((group) => group.padStart(4, "0"));
  return Buffer.from(groups.join(""), "hex");
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

/** One value of the encoding: its kind, its length, itself. */
function der(kind: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([kind, ...head]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}
