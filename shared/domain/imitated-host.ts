import { readWebLink } from "./genuine-link.ts";
import { knownHosts } from "./link-payload.ts";

/** Every host under these belongs to the services that are known here. */
const families = ["qq.com", "tenpay.com", "wechat.com", "weixin.com"] as const;

/** Letters of other scripts, and digits, that look like Latin letters. */
const twins: Readonly<Record<string, string>> = {
  ...{
    а: "a",
    с: "c",
    ԁ: "d",
    е: "e",
    һ: "h",
    і: "i",
    ј: "j",
    ӏ: "l",
    ո: "n",
    о: "o",
    р: "p",
    ԛ: "q",
    ѕ: "s",
  },
  ...{ т: "t", у: "y", ԝ: "w", х: "x", ο: "o", ι: "i", ν: "v", χ: "x", α: "a", ı: "i", "0": "o", "1": "l" },
  ...{ "。": ".", "．": ".", "｡": "." },
};

/** The known host that a link from elsewhere is made to look like; null for links that look like nothing else. */
export function imitatedHost(text: string): string | null {
  const link = readWebLink(text);
  if (link === null) return null;
  const hostname = link.url.hostname.replace(/\.$/, "");
  const isFamily = families.some((family) => hostname === family || hostname.endsWith(`.${family}`));
  if (isFamily && !hostname.includes("xn--")) return null;
  // What stands before the first slash is what people look at, a user name that looks like a host included.
  const [, seen = ""] = /^https?:[/\\]*([^/?#]*)/i.exec(link.raw) ?? [];
  const looks = looksOf(`${seen} ${hostname}`);
  return knownHosts.find((host) => looks.includes(looksOf(host))) ?? null;
}

/** Equal for what a hurried eye takes for the same. */
function looksOf(host: string): string {
  return [...host.normalize("NFKC").toLowerCase()]
    .map((letter) => twins[letter] ?? letter)
    .join("")
    .replaceAll(/[-_]/g, ".")
    .replaceAll("vv", "w")
    .replaceAll("l", "i");
}
