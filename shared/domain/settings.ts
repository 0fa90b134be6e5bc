import { z } from "zod";

/** Without zod defaults on purpose: `partial()` would fill them in, and changing one setting would reset the others. */
export const Settings = z.object({
  language: z.enum(["system", "zh-CN", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Where downloads go without asking; null means the system's downloads folder. */
  downloadFolder: z.string().nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = { language: "system", theme: "system", downloadFolder: null };
