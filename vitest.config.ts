import { defineConfig } from 'vitest/config';

/**
 * A test's suffix tells its cost: `.test.ts` needs no service, `.int.test.ts` a database,
 * `.e2e.test.ts` a browser, `.drill.test.ts` minutes (kills, big imports, the second engine).
 */
export default defineConfig({
  test: {
    setupFiles: ['./test/setup/console.ts'],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/*.{int,e2e,drill}.test.ts'],
          // Properties draw many examples, and the machine may be busy.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'int',
          include: ['{src,test}/**/*.int.test.ts'],
          globalSetup: ['./test/setup/servers.ts'],
          // The slower engine on a busy machine; what hangs is still told.
          testTimeout: 480_000,
          hookTimeout: 480_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['{src,test,web}/**/*.e2e.test.ts'],
          globalSetup: ['./test/setup/servers.ts'],
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 480_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'drill',
          include: ['{src,test}/**/*.drill.test.ts'],
          globalSetup: ['./test/setup/servers.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 480_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
