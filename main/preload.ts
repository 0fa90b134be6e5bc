import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { Bridge, Reply } from "../shared/ipc/contract.ts";
import { channels } from "./shell/ipc-channels.ts";

const noPath: Reply = { ok: false, code: "invalid", message: "not a file on this computer" };

/** Empty for a file that a script made; throws for what is no `File` at all. */
function pathOf(file: File): string {
  try {
    return webUtils.getPathForFile(file);
  } catch {
    return "";
  }
}

/** All that the page gets from the desktop. The event object, and with it Electron, stays on this side. */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  on(listener) {
    const pass = (_event: unknown, name: string, payload: unknown) => listener(name, payload);
    ipcRenderer.on(channels.event, pass);
    return () => {
      ipcRenderer.off(channels.event, pass);
    };
  },
  adoptFile(file) {
    const path = pathOf(file);
    return path === "" ? Promise.resolve(noPath) : ipcRenderer.invoke(channels.adopt, path);
  },
};

contextBridge.exposeInMainWorld("qunzhu", bridge);
