import type { WheelSet } from '../../../src/embedded/wheel-sets.ts';
import { KMS_WHEEL_HASHES } from './wheel-hashes.ts';

/**
 * A server that speaks the API of AWS KMS (moto), with what it needs to serve KMS and nothing else. After a change run
 * `npx tsx scripts/engines/pin-wheels.ts`.
 */
export const KMS_SERVER: WheelSet = {
  title: 'the KMS server of the tests',
  packages: [
    { name: 'moto', version: '5.2.1' },
    { name: 'flask', version: '3.1.3' },
    { name: 'flask-cors', version: '6.0.2' },
    { name: 'werkzeug', version: '3.1.8' },
    { name: 'jinja2', version: '3.1.6' },
    { name: 'markupsafe', version: '3.0.3' },
    { name: 'itsdangerous', version: '2.2.0' },
    { name: 'click', version: '8.4.0' },
    { name: 'blinker', version: '1.9.0' },
    { name: 'boto3', version: '1.43.11' },
    { name: 'botocore', version: '1.43.11' },
    { name: 'jmespath', version: '1.1.0' },
    { name: 's3transfer', version: '0.17.0' },
    { name: 'python-dateutil', version: '2.9.0.post0' },
    { name: 'six', version: '1.17.0' },
    { name: 'urllib3', version: '2.7.0' },
    { name: 'requests', version: '2.34.2' },
    { name: 'charset-normalizer', version: '3.4.7' },
    { name: 'idna', version: '3.13' },
    { name: 'certifi', version: '2026.5.20' },
    { name: 'responses', version: '0.26.0' },
    { name: 'pyyaml', version: '6.0.3' },
    { name: 'xmltodict', version: '1.0.4' },
    { name: 'cryptography', version: '48.0.0' },
    { name: 'cffi', version: '2.0.0' },
    { name: 'pycparser', version: '3.0' },
    { name: 'typing-extensions', version: '4.15.0' },
  ],
  pythons: ['3.10', '3.11', '3.12', '3.13'],
  systems: ['linux-glibc/x86_64', 'linux-glibc/aarch64', 'macos/arm64'],
  hashes: KMS_WHEEL_HASHES,
};
