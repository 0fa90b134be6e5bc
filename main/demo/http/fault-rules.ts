import type { DemoFault } from "../demo-interface.ts";

interface Rule {
  readonly fault: DemoFault;
  readonly path: RegExp | null;
  left: number;
}

/** Faults waiting for their requests; the first that matches happens, and is used up by that. */
export class FaultRules {
  #rules: Rule[] = [];

  /** Throws a SyntaxError for a path that is no regular expression. */
  add(fault: DemoFault): void {
    const path = fault.path === undefined ? null : new RegExp(fault.path);
    this.#rules.push({ fault, path, left: fault.failTimes ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#rules = [];
  }

  take(origin: "api" | "storage", path: string): DemoFault | null {
    const rule = this.#rules.find(
      (r) => (r.fault.origin ?? "api") === origin && (r.path === null || r.path.test(path)),
    );
    if (rule === undefined) return null;
    rule.left -= 1;
    if (rule.left <= 0) this.#rules = this.#rules.filter((r) => r !== rule);
    return rule.fault;
  }
}
