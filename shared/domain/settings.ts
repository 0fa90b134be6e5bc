import { z } from "zod";

export const Settings = z.object({
  language: z.enum(["system", "zh-CN", "en"]).default("system"),
  theme: z.enum(["system", "light", "dark"]).default("system"),
  /** Where downloads go without asking; null means the system's downloads folder. */
  downloadFolder: z.string().nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = Settings.parse({});
