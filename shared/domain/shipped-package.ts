import { z } from "zod";

/** A package whose code is in the installed app, with the terms it comes under. */
export const ShippedPackage = z.object({
  name: z.string(),
  version: z.string(),
  /** As the package names it, e.g. `MIT` or `LGPL-2.1+`. */
  licence: z.string(),
  homepage: z.string().nullable(),
  /** Its repository; there where the terms ask for the source. */
  source: z.string().nullable(),
  /** Names of files in the app that are the package's own, unchanged. */
  files: z.array(z.string()).readonly(),
  /** All it says of its terms, word for word. */
  text: z.string(),
});
export type ShippedPackage = z.infer<typeof ShippedPackage>;

/** Where the build leaves the list, among the page's own files. */
export const licencesFile = "licences.json";

/** Whether the terms give everyone the source, and the right to put a version of their own in its place. */
export function isCopyleft(licence: string): boolean {
  return /GPL|\bMPL|\bEPL|\bCDDL/.test(licence);
}
