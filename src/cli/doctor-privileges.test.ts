import { describe, expect, it } from 'vitest';
import { mongodbPrivileges, redisPrivileges } from './doctor-privileges.ts';

const OURS = ['masterx', 'masterx_keyvault'];

/** A server that says of whoever asks that it has these roles. */
const serverOf = (roles: readonly (readonly [role: string, db: string])[], user = 'masterx') => ({
  command: async () => ({
    ok: 1,
    authInfo: {
      authenticatedUsers: user === '' ? [] : [{ user, db: 'admin' }],
      authenticatedUserRoles: roles.map(([role, db]) => ({ role, db })),
    },
  }),
});

describe('the rights at MongoDB', () => {
  it('are good where they are on the databases of MasterX alone', async () => {
    const server = serverOf([
      ['readWrite', 'masterx'],
      ['masterxVault', 'masterx_keyvault'],
    ]);
    const finding = await mongodbPrivileges('Rights', server, OURS);
    expect(finding).toMatchObject({ verdict: 'good', text: expect.stringContaining('readWrite on masterx') });
  });

  it.each([
    ['root', 'admin'],
    ['readWriteAnyDatabase', 'admin'],
    ['readWrite', 'another'],
    ['dbOwner', 'masterx'],
    ['userAdmin', 'masterx'],
  ])('are noted where they are more: %s on %s', async (role, db) => {
    const finding = await mongodbPrivileges(
      'Rights',
      serverOf([
        ['readWrite', 'masterx'],
        [role, db],
      ]),
      OURS,
    );
    expect(finding).toMatchObject({ verdict: 'notice', text: `more than is needed: ${role} on ${db}` });
  });

  it('are noted where the server asks for none', async () => {
    const finding = await mongodbPrivileges('Rights', serverOf([], ''), OURS);
    expect(finding).toMatchObject({ verdict: 'notice', text: expect.stringContaining('asks for none') });
  });
});

it('of a Redis it is seen whether the user may configure it', async () => {
  const redis = (allowed: readonly string[]) => ({
    sendCommand: async ([first = '']: readonly string[]) => {
      if (!allowed.includes(first)) throw new Error('NOPERM');
      return first === 'ACL' ? 'masterx' : [];
    },
  });
  expect(await redisPrivileges(redis(['ACL']))).toEqual({ user: 'masterx', isWide: false });
  expect(await redisPrivileges(redis([]))).toEqual({ user: null, isWide: false });
  expect(await redisPrivileges(redis(['ACL', 'CONFIG']))).toEqual({ user: 'masterx', isWide: true });
});
