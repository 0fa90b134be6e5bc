import { parentPort, workerData } from "node:worker_threads";
import type { Demo, DemoOptions } from "./demo-interface.ts";
import type { DemoRequestMessage, DemoWorkerMessage } from "./demo-messages.ts";
import { startDemo } from "./demo-server.ts";

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

async function obey(demo: Demo, message: DemoRequestMessage): Promise<DemoWorkerMessage> {
  try {
    switch (message.ask) {
      case "control":
        await demo.control(message.command);
        return { id: message.id, value: null };
      case "inspect":
        return { id: message.id, value: await demo.inspect() };
      case "stop":
        await demo.stop();
        return { id: message.id, value: null };
    }
  } catch (cause) {
    return { id: message.id, error: wordsOf(cause) };
  }
}

async function run(say: (message: DemoWorkerMessage) => void): Promise<void> {
  try {
    const demo = await startDemo(workerData as DemoOptions);
    const { control: _control, inspect: _inspect, stop: _stop, ...facts } = demo;
    parentPort?.on("message", (message: DemoRequestMessage) => {
      obey(demo, message).then((answer) => {
        say(answer);
        if (message.ask === "stop") parentPort?.close();
      });
    });
    say({ started: facts });
  } catch (cause) {
    say({ failed: wordsOf(cause) });
  }
}

run((message) => parentPort?.postMessage(message));
