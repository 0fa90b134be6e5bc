/** Loads a part of the page once the first paint is done and the browser has nothing better to do. */
export async function whenIdle<Part>(load: () => Promise<Part>): Promise<Part> {
  await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 500 }));
  return load();
}
