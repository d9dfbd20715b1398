import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONFIG_FILE, loadConfig } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'masterx-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withFile = (content: string, environment: Record<string, string> = {}) => {
  writeFileSync(join(folder, CONFIG_FILE), content);
  return loadConfig(environment, folder);
};
const refused = { code: 'configuration_invalid' };

describe('the settings in force', () => {
  it('are the environment over the file over the defaults, and cannot be changed', () => {
    const file = JSON.stringify({ MASTERX_PORT: 1234, MASTERX_DATABASE: 'ours', MASTERX_TENANT: '' });
    const config = withFile(file, { MASTERX_DATABASE: 'theirs', MASTERX_REGION: '' });
    expect(config).toMatchObject({ port: 1234, database: 'theirs', tenant: 'default', region: 'local' });
    expect(config.dataDirectory).toBe(join(folder, '.masterx'));
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('are refused all at once where they are wrong, by name and without their values', () => {
    const wrong = {
      MASTERX_MONGODB_URI: 'mongo:secret',
      MASTERX_DATABASE: 'a.b',
      MASTERX_REDIS_URL: 'localhost:secret',
      MASTERX_REGION: 'EU West',
      MASTERX_TENANT: 'a b',
      MASTERX_PORT: '99999',
    };
    const failure = (() => {
      try {
        return withFile('{}', wrong);
      } catch (thrown) {
        return thrown;
      }
    })();
    const violations = Object.keys(wrong).map((path) => expect.objectContaining({ path }));
    expect(failure).toMatchObject({ ...refused, violations: expect.arrayContaining(violations) });
    expect(String(failure)).not.toContain('secret');
  });

  it.each([
    ['null', 'is not an object of settings'],
    ['[]', 'is not an object of settings'],
    ['{', 'is not valid JSON'],
    ['{"MASTERX_DATABASE": null}', 'MASTERX_DATABASE expected a text or a number'],
    ['{"MASTERX_DATABASE": {"name": "x"}}', 'MASTERX_DATABASE expected a text or a number'],
    ['{"MASTERX_DATABSE": "x"}', 'MASTERX_DATABSE is not a setting'],
  ])('are refused from a file that holds %s', (content, said) => {
    expect(() => withFile(content)).toThrow(expect.objectContaining({ ...refused }));
    expect(() => withFile(content)).toThrow(said);
  });
});
