import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { activityBench } from "../test/bench/activity-bench.ts";
import { boundsBench } from "../test/bench/bounds-bench.ts";
import { type Figure, table } from "../test/bench/figure.ts";
import { membersBench } from "../test/bench/members-bench.ts";
import { benchQr } from "../test/bench/qr-bench.ts";
import { refreshBench } from "../test/bench/refresh-bench.ts";
import { benchResponsive } from "../test/bench/responsive-bench.ts";
import { benchStart } from "../test/bench/start-bench.ts";
import { benchTransfers } from "../test/bench/transfer-bench.ts";
import { onlyOwnHosts } from "../test/support/only-own-hosts.ts";
import { build } from "./build.ts";
import { ensureChromium } from "./system.ts";

Object.assign(process.env, onlyOwnHosts);

/** Measures what the app promises, each figure beside a floor of the same run: `npm run bench [start|members|transfers|activity|qr|responsive|bounds|refresh]`. */
const parts = {
  start: benchStart,
  members: membersBench,
  transfers: benchTransfers,
  activity: activityBench,
  qr: benchQr,
  responsive: benchResponsive,
  bounds: boundsBench,
  refresh: refreshBench,
};
const wanted = process.argv.slice(2).filter((name): name is keyof typeof parts => name in parts);
const names = wanted.length > 0 ? wanted : (Object.keys(parts) as (keyof typeof parts)[]);

const needsNoApp: readonly string[] = ["qr", "bounds", "refresh"];
if (names.some((name) => !needsNoApp.includes(name))) {
  ensureChromium();
  await build();
}
const figures: Figure[] = [];
for (const name of names) {
  console.error(`measuring ${name} …`);
  figures.push(...(await parts[name]()));
}
const folder = path.join(path.dirname(import.meta.dirname), "out");
mkdirSync(folder, { recursive: true });
const report = { at: new Date().toISOString(), cpus: cpus().length, node: process.version, figures };
writeFileSync(path.join(folder, "bench.json"), `${JSON.stringify(report, null, 2)}\n`);
console.log(table(figures));
