/** Lets a teller speak at once and then at most once per interval; the last word is always told. */
export function createProgressThrottle(intervalMs: number, tell: () => void) {
  let timer: NodeJS.Timeout | null = null;
  let hasNews = false;

  function speak(): void {
    hasNews = false;
    timer = setTimeout(() => {
      timer = null;
      if (hasNews) speak();
    }, intervalMs);
    timer.unref();
    tell();
  }

  return {
    ask(): void {
      hasNews = true;
      if (timer === null) speak();
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
