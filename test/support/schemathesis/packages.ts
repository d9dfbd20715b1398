import type { WheelSet } from '../../../src/embedded/wheel-sets.ts';
import { SCHEMATHESIS_WHEEL_HASHES } from './wheel-hashes.ts';

/**
 * Schemathesis, which makes requests of an OpenAPI document and holds the answers against it. After a change run
 * `npx tsx scripts/engines/pin-wheels.ts schemathesis`.
 */
export const SCHEMATHESIS: WheelSet = {
  title: 'Schemathesis',
  packages: [
    { name: 'schemathesis', version: '4.32.5' },
    { name: 'anyio', version: '4.16.0' },
    { name: 'certifi', version: '2026.10.19.post1' },
    { name: 'charset-normalizer', version: '3.5.3' },
    { name: 'click', version: '8.5.1' },
    { name: 'graphql-core', version: '3.3.2' },
    { name: 'harfile', version: '0.6.0' },
    { name: 'hypothesis', version: '6.170.17' },
    { name: 'hypothesis-graphql', version: '0.13.5' },
    { name: 'idna', version: '3.20' },
    { name: 'iniconfig', version: '2.3.1' },
    { name: 'jsonschema-rs', version: '0.60.3' },
    { name: 'markdown-it-py', version: '4.3.0' },
    { name: 'markupsafe', version: '3.0.4' },
    { name: 'mdurl', version: '0.1.2' },
    { name: 'packaging', version: '26.4' },
    { name: 'pluggy', version: '1.7.0' },
    { name: 'pygments', version: '2.21.0' },
    { name: 'pyrate-limiter', version: '4.5.1' },
    { name: 'pytest', version: '9.2.0' },
    { name: 'pyyaml', version: '6.0.4' },
    { name: 'requests', version: '2.34.2' },
    { name: 'rich', version: '15.0.0' },
    { name: 'sortedcontainers', version: '2.4.0' },
    { name: 'typing-extensions', version: '4.16.0' },
    { name: 'urllib3', version: '2.8.0' },
    { name: 'werkzeug', version: '3.1.9' },
  ],
  pythons: ['3.11', '3.12', '3.13'],
  systems: ['linux-glibc/x86_64', 'linux-glibc/aarch64', 'macos/arm64'],
  hashes: SCHEMATHESIS_WHEEL_HASHES,
};
