import { z } from "zod";

/** How the network is reached. Loopback addresses are always reached directly. */
export const ProxySettings = z.object({
  /** What the operating system says (or the environment, where no system answers), no proxy at all, or `address`. */
  mode: z.enum(["system", "none", "manual"]),
  /** Scheme (http, https or socks5), host and port of a manual one, e.g. `http://proxy.example.com:8080`; else "". */
  address: z.string().max(300),
  /** For a manual proxy that wants one; its password is a secret and stays in main. */
  user: z.string().max(200),
});
export type ProxySettings = z.infer<typeof ProxySettings>;

/** Without zod defaults on purpose: `partial()` would fill them in, and changing one setting would reset the others. */
export const Settings = z.object({
  language: z.enum(["system", "zh-CN", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Where downloads go without asking; null means the system's downloads folder. */
  downloadFolder: z.string().nullable(),
  proxy: ProxySettings,
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  language: "system",
  theme: "system",
  downloadFolder: null,
  proxy: { mode: "system", address: "", user: "" },
};
