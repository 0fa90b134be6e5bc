import { enableCompileCache } from "node:module";

/** The command line from source, nothing built. npm starts scripts in the package's folder; paths are the caller's. */
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
// Every command is a process of its own: without it, half of the time would go into reading the source.
enableCompileCache();
await import("../main/cli/cli.ts");
