/** What the page may load. Inline styles because antd writes its styles at run time; wasm for the QR decoder. */
const directives: Readonly<Record<string, string>> = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
};

export const contentSecurityPolicy: string = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");
