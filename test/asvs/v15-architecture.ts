import { type Chapter, met, notApplicable, partly } from './requirement.ts';

/** V15: secure coding and architecture. */
export const ARCHITECTURE: Chapter = {
  number: 15,
  title: 'Secure Coding and Architecture',
  requirements: [
    met('15.1.1', 1, 'Document times within which vulnerable libraries are mended.', [
      'SECURITY.md',
      'scripts/vulnerabilities.mjs',
    ]),
    met(
      '15.1.2',
      2,
      'An inventory of all libraries and where they come from.',
      ['package.json', 'package-lock.json', 'src/embedded/wheel-hashes.ts', 'docs/decisions.md'],
      '`npm run sbom` writes a bill of materials of what ships; the Python packages of the embedded servers are listed with their hashes.',
    ),
    met('15.1.3', 2, 'Document what is costly, and how it is held.', [
      'docs/transport.md',
      'docs/performance.md',
      'src/http/pressure.int.test.ts',
    ]),
    partly(
      '15.2.1',
      1,
      'No component is older than those times allow.',
      '`npm run vulnerabilities` asks for advisories; where this was written the registry answers none, so that it has not been seen to hold.',
      ['SECURITY.md', 'scripts/vulnerabilities.mjs'],
    ),
    met('15.2.2', 2, 'Costly functions cannot take the service down.', [
      'src/http/pressure.int.test.ts',
      'src/protection/passwords.test.ts',
      'src/std/bounded-queue.test.ts',
      'src/http/protocol.int.test.ts',
    ]),
    partly(
      '15.2.3',
      2,
      'Production has no test code and samples.',
      'What is only for tests does not ship; the samples, the generator and the embedded servers do, and are used only when asked.',
      ['test/house.test.ts', 'package.json'],
    ),
    met('15.3.1', 1, 'Answers hold the needed fields only.', [
      'src/http/openapi.test.ts',
      'src/documents/field-views.ts',
      'src/http/routes.int.test.ts',
    ]),
    notApplicable(
      '15.3.2',
      2,
      'Calls of other services follow no redirects.',
      'The service calls no URL of others; the KMS client of AWS follows none.',
    ),
    met('15.3.3', 2, 'No field is set that an action does not mean.', [
      'src/derive/edit-schema.test.ts',
      'src/http/profile-routes.int.test.ts',
      'src/std/merge-patch.test.ts',
    ]),
    met('15.3.4', 2, 'The caller’s address comes from trusted data.', [
      'src/http/service.ts',
      'src/http/protocol.int.test.ts',
    ]),
    met('15.3.5', 2, 'Types are checked, comparisons strict.', [
      'src/http/input.test.ts',
      'tsconfig.json',
      'test/house.test.ts',
    ]),
    met('15.3.6', 2, 'No prototype pollution.', [
      'src/http/json-body.test.ts',
      'src/http/query-string.ts',
      'src/std/merge-patch.test.ts',
    ]),
    met('15.3.7', 2, 'No parameter pollution.', ['src/http/query-string.ts', 'src/http/input.test.ts']),
  ],
};
