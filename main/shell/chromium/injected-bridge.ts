/**
 * Runs in the page before any script of its own, and puts the Bridge of the contract on `window.qunzhu`.
 * Must stand alone: it is sent as its own source text, so it may use nothing from outside its body.
 */
function installBridge(): void {
  type Listener = (name: string, payload: unknown) => void;
  type Key = { key: string; ctrlKey: boolean; metaKey: boolean; preventDefault(): void };
  interface PageWindow {
    top: unknown;
    qunzhuPost?: (message: string) => void;
    addEventListener(type: string, listener: (event: Key) => void, capture?: boolean): void;
  }
  const page = globalThis as unknown as PageWindow;
  const post = page.qunzhuPost;
  // The binding is in every frame, the bridge only in ours.
  if (post === undefined || page.top !== globalThis) return;

  const waiting = new Map<number, (reply: unknown) => void>();
  const files = new Map<number, unknown>();
  const listeners = new Set<Listener>();
  let lastId = 0;

  const ask = (kind: string, fields: object, beforePost?: (id: number) => void): Promise<unknown> =>
    new Promise((resolve) => {
      const id = ++lastId;
      const message = JSON.stringify({ kind, id, ...fields });
      waiting.set(id, resolve);
      beforePost?.(id);
      post(message);
    });
  const tell: Listener = (name, payload) => {
    for (const listener of [...listeners]) listener(name, payload);
  };
  const hide = (name: string, value: unknown) =>
    Object.defineProperty(globalThis, name, {
      value,
      enumerable: false,
      writable: false,
      configurable: false,
    });

  hide("qunzhuReply", (id: number, reply: unknown) => {
    waiting.get(id)?.(reply);
    waiting.delete(id);
    files.delete(id);
  });
  hide("qunzhuEvent", tell);
  hide("qunzhuFile", (id: number) => files.get(id));
  hide(
    "qunzhu",
    Object.freeze({
      call: (name: unknown, input: unknown) => ask("call", { name, input }),
      on: (listener: Listener) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
      adoptFile: (file: unknown) => ask("adopt", {}, (id) => files.set(id, file)),
    }),
  );

  page.addEventListener("focus", () => tell("shell.command", { command: "focus" }));
  page.addEventListener(
    "keydown",
    (event) => {
      const isReload =
        event.key === "F5" || (event.key.toLowerCase() === "r" && (event.ctrlKey || event.metaKey));
      if (!isReload) return;
      event.preventDefault();
      tell("shell.command", { command: "refresh" });
    },
    true,
  );
}

/** The name of the only function of main that the page can reach. */
export const bindingName = "qunzhuPost";

export const injectedBridge = `(${installBridge.toString()})()`;
