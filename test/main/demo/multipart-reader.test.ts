import fc from "fast-check";
import { expect, test } from "vitest";
import { boundaryOf, MultipartError, MultipartReader } from "../../../main/demo/storage/multipart-reader.ts";

const boundary = "b0undary";

function formOf(fields: readonly (readonly [string, string])[], file: Buffer): Buffer {
  const head = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const last = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\nContent-Type: text/x\r\n\r\n`;
  return Buffer.concat([Buffer.from(head.join("") + last), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

function read(chunks: readonly Buffer[]) {
  const fields: [string, string][] = [];
  const bytes: Buffer[] = [];
  let files = 0;
  const reader = new MultipartReader(boundary, {
    field: (name, value) => fields.push([name, value]),
    file: () => {
      files += 1;
    },
    fileBytes: (part) => bytes.push(Buffer.from(part)),
    fileEnd: () => {},
  });
  for (const chunk of chunks) reader.push(chunk);
  return { fields, files, bytes: Buffer.concat(bytes), isComplete: reader.isComplete };
}

/** Bytes in which pieces of the delimiter are common. */
const trickyBytes = fc
  .array(fc.constantFrom("\r", "\n", "\r\n", "--", "\r\n--b0und", "b0undary", "x", "\r\n--b0undar"), {
    maxLength: 40,
  })
  .map((pieces) => Buffer.from(pieces.join("")))
  .filter((bytes) => !bytes.includes(`\r\n--${boundary}`));

test("a form reads the same however its bytes arrive", () => {
  const fields = [
    ["key", "chat/1"],
    ["policy", "值"],
  ] as const;
  fc.assert(
    fc.property(trickyBytes, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (file, sizes) => {
      const form = formOf(fields, file);
      const chunks: Buffer[] = [];
      for (let at = 0, i = 0; at < form.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        chunks.push(form.subarray(at, at + size));
        at += size;
      }
      expect(read(chunks)).toEqual({ fields, files: 1, bytes: file, isComplete: true });
    }),
  );
});

test("a form that is cut off is not complete", () => {
  const form = formOf([], Buffer.from("hello"));
  expect(read([form.subarray(0, form.length - 5)]).isComplete).toBe(false);
});

test("nonsense is refused", () => {
  expect(() => read([Buffer.from("this is no form at all")])).toThrow(MultipartError);
  expect(() => read([Buffer.from(`--${boundary}\r\nX: y\r\n\r\n`)])).toThrow(MultipartError);
  expect(() => read([Buffer.from(`--${boundary}\r\n`), Buffer.alloc(100_000)])).toThrow(MultipartError);
});

test("the boundary is found quoted or bare, and only in forms", () => {
  expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe("a b");
  expect(boundaryOf("multipart/form-data; charset=utf-8; boundary=ab")).toBe("ab");
  expect(boundaryOf("application/json")).toBeNull();
  expect(boundaryOf(undefined)).toBeNull();
});
