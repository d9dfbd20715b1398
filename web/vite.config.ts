import { fileURLToPath } from 'node:url';
import { defineConfig, type ProxyOptions } from 'vite';

/** What the service answers itself. */
const OWN_PATHS = ['/v1', '/docs', '/openapi.json', '/problems'];

/** The service in development: `masterx start`, or `test/browser/serve.ts` with invented learners. */
const servicePort = process.env['MASTERX_PORT'] ?? '4600';

/** The service answers its own origin alone, so what goes there says that it comes from there. */
function proxyTo(target: string): Record<string, ProxyOptions> {
  const options = { target, changeOrigin: true, headers: { Origin: target } };
  return Object.fromEntries(OWN_PATHS.map((path) => [path, options]));
}

/** What the pages are built to live with: no inline script or style, no other host. */
const strictPolicy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'";

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  appType: 'spa',
  server: { proxy: proxyTo(`http://127.0.0.1:${servicePort}`) },
  preview: { headers: { 'Content-Security-Policy': strictPolicy } },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Small assets inlined as data: addresses would be refused by the content policy.
    assetsInlineLimit: 0,
    // The drawing library, which comes only with the first chart.
    chunkSizeWarningLimit: 600,
    // The component library marks every file for server components; there are none here.
    rolldownOptions: {
      onLog: (level, log, report) => log.code === 'MODULE_LEVEL_DIRECTIVE' || report(level, log),
    },
  },
});
