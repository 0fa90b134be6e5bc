/** Calls `action` at once, and then at most once in `intervalMs` however often it is asked. */
export function createThrottle(intervalMs: number, action: () => void) {
  let timer: NodeJS.Timeout | null = null;
  let isAsked = false;

  const run = () => {
    isAsked = false;
    timer = setTimeout(() => {
      timer = null;
      if (isAsked) run();
    }, intervalMs);
    timer.unref();
    action();
  };

  return {
    ask() {
      isAsked = true;
      if (timer === null) run();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
