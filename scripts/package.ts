import { build as pack } from "electron-builder";
import { build } from "./build.ts";

/** Builds the installers of this system: `npm run package`. */
await build();
const files = await pack({ publish: "never" });
for (const file of files) console.log(file);
