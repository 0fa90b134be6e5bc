import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type DeviceSignIn, DeviceType, type RegionId } from "../../../shared/domain/device-sign-in.ts";
import { isUnderWay } from "../../../shared/domain/device-steps.ts";
import { regionIds, regionNames } from "../../../shared/domain/regions.ts";
import { AppError } from "../../../shared/errors.ts";
import { fileError } from "../../platform/file-errors.ts";
import { qrBlocks, qrPng } from "../../platform/qr-picture.ts";
import type { Command, CommandInput } from "../command.ts";
import { requireYes } from "../in-group.ts";
import { required } from "../options.ts";

function regionOf(given: string | undefined): RegionId | undefined {
  if (given === undefined) return undefined;
  const wanted = given.trim().toLowerCase();
  const found = regionIds.find(
    (id) =>
      id === wanted || regionNames[id].en.toLowerCase() === wanted || regionNames[id]["zh-CN"] === wanted,
  );
  if (found === undefined)
    throw new AppError("invalid", "--region takes a province, e.g. 440000, Guangdong or 广东");
  return found;
}

function typeOf(given: string | undefined): DeviceType | undefined {
  if (given === undefined) return undefined;
  const type = DeviceType.safeParse(given);
  if (!type.success) throw new AppError("invalid", `--type takes one of: ${DeviceType.options.join(", ")}`);
  return type.data;
}

/** How a sign-in that ended without anybody is told. */
function failureOf({ step, person, words, error }: DeviceSignIn): AppError {
  if (step === "failed" && error !== null) {
    const { code, message, server, network } = error;
    return new AppError(code, message, { server, network });
  }
  const server = words === null ? undefined : { code: step, message: words };
  const messages: Partial<Record<DeviceSignIn["step"], string>> = {
    cancelled: "it was cancelled on the phone; run the command again for a new code",
    expired: "the code is too old; run the command again for a new one",
    nobody:
      "the phone confirmed and nobody was signed in: as a rule the code was scanned with another WeChat account than the device's",
    other_person: `the code was scanned by somebody else (${person ?? "?"}); ${
      error === null ? "they were signed out again" : "they are still signed in on the device"
    }`,
  };
  return new AppError(step === "expired" ? "timeout" : "refused", messages[step] ?? step, { server });
}

/** The code as a file to look at: ours from its text, else the gateway's own picture. */
async function writeCode(path: string, { text, picture }: NonNullable<DeviceSignIn["code"]>): Promise<void> {
  const bytes = text === null ? Buffer.from((picture ?? "").replace(/^[^,]*,/, ""), "base64") : qrPng(text);
  await writeFile(path, bytes).catch((cause: unknown) => {
    throw fileError(cause, "write the picture of the code");
  });
}

/** Where the code is written: the file that was named, else one that goes with the command. */
async function codeFile(named: string | undefined) {
  if (named !== undefined) return { path: resolve(named), remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "qunzhu-code-"));
  return {
    path: join(folder, "code.png"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Of WeChat accounts: the gateway's device behind them. */
export const deviceCommands: readonly Command[] = [
  {
    path: ["account", "sign-in"],
    summary:
      'Signs a WeChat account in again on its gateway\'s device: without a code where that is possible, else by one to be scanned with the phone. Each step is a line of its own, {"ok":true,"status":…}, with the code\'s text and the file of its picture; the code is drawn on standard error too. A number that the phone asks for is read from standard input.',
    options: {
      name: { value: "N", help: "the account's name", isRequired: true },
      type: { value: "ipad|mac", help: "what the device is (default: as last time, else ipad)" },
      region: { value: "R", help: "the phone's province: 440000, Guangdong or 广东 (default: as last time)" },
      png: {
        value: "FILE",
        help: "where to write the code's picture (default: a file that goes with the command)",
      },
      "new-device": { help: "the last resort: on another device, of which WeChat takes notice; needs --yes" },
      yes: { help: "really make another device" },
    },
    run: async (session, input) => {
      const isNew = input.options["new-device"] !== undefined;
      if (isNew)
        requireYes(input, "WeChat takes notice of new devices and may lock the account, so another device");
      const [type, region] = [typeOf(input.options.type), regionOf(input.options.region)];
      const { id } = await session.signedIn(required(input, "name"));
      const { accounts, deviceSignIn } = await session.services();
      const { settings } = deviceSignIn.state(id);
      const choice = {
        device: isNew ? "new" : "same",
        type: type ?? settings.type,
        regionId: region ?? settings.regionId,
      } as const;
      const file = await codeFile(input.options.png);
      try {
        const ended = await followed(input, file.path, deviceSignIn, id, () =>
          deviceSignIn.start(id, choice),
        );
        if (ended.step !== "done") throw failureOf(ended);
        const { name, appId, selfId, isDeviceOffline } = accounts.get(id);
        return { step: ended.step, name, appId, selfId, isDeviceOffline };
      } finally {
        await file.remove();
      }
    },
  },
];

interface Followed {
  state(accountId: string): { readonly signIn: DeviceSignIn | null };
  watch(accountId: string, heard: () => void): () => void;
  enterNumber(accountId: string, number: string): void;
}

/** Tells each step as it comes; resolves with the last. */
async function followed(
  input: CommandInput,
  png: string,
  devices: Followed,
  id: string,
  begin: () => Promise<void>,
): Promise<DeviceSignIn> {
  const ended = Promise.withResolvers<DeviceSignIn>();
  let shown: string | null = null;
  let said = "";
  let telling = Promise.resolve();

  async function tell(signIn: DeviceSignIn): Promise<void> {
    const { step, code, deviceId, person, checkUrl, words } = signIn;
    const image = code?.text ?? code?.picture ?? null;
    if (code !== null && image !== shown) {
      shown = image;
      await writeCode(png, code);
      if (code.text !== null) input.draw(`${qrBlocks(code.text)}\n`);
    }
    const status = {
      step,
      deviceId,
      ...(code !== null && { code: { text: code.text, png, endsAt: code.endsAt } }),
      ...(person !== null && { person }),
      ...(checkUrl !== null && { checkUrl }),
      ...(words !== null && { words }),
    };
    // That the code has less time left is no news.
    const news = JSON.stringify({ ...status, code: shown });
    if (news !== said && isUnderWay(signIn)) await input.say(status);
    said = news;
  }

  const stop = devices.watch(id, () => {
    const { signIn } = devices.state(id);
    if (signIn === null) return;
    telling = telling.then(() => tell(signIn));
    telling.catch(ended.reject);
    if (!isUnderWay(signIn)) telling.then(() => ended.resolve(signIn), ended.reject);
  });
  const mute = input.onLine((line) => {
    if (/^\d{4,8}$/.test(line.trim())) devices.enterNumber(id, line.trim());
  });
  try {
    await begin();
    return await ended.promise;
  } finally {
    stop();
    mute();
  }
}
