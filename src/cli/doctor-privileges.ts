import type { Db } from 'mongodb';
import { type Finding, good, notice } from './doctor-finding.ts';

/** Roles of MongoDB that reach beyond the databases of MasterX, or may give themselves what they lack. */
const WIDE_ROLES: ReadonlySet<string> = new Set([
  ...['root', '__system', 'atlasAdmin', 'readWriteAnyDatabase', 'readAnyDatabase', 'dbAdminAnyDatabase'],
  ...['userAdminAnyDatabase', 'userAdmin', 'dbOwner', 'clusterAdmin', 'clusterManager', 'hostManager'],
  ...['backup', 'restore'],
]);

interface Role {
  readonly role: string;
  readonly db: string;
}

/**
 * As what MasterX is known to the server of a database, and whether that is more than it needs (ASVS 13.2.2).
 *
 * @param ours the databases of MasterX on that server
 */
export async function mongodbPrivileges(
  name: string,
  database: Pick<Db, 'command'>,
  ours: readonly string[],
): Promise<Finding> {
  const { authInfo } = await database.command({ connectionStatus: 1 });
  const users = namesIn(authInfo?.authenticatedUsers, 'user');
  const roles = rolesIn(authInfo?.authenticatedUserRoles);
  const facts = { users, roles };
  if (users.length === 0) {
    return notice(
      name,
      'the server asks for none: whoever reaches it may do everything',
      'Turn its access control on, and give MasterX a user of its own: see docs/transport.md.',
      facts,
    );
  }
  const elsewhere = roles.filter(({ role, db }) => WIDE_ROLES.has(role) || !ours.includes(db));
  if (elsewhere.length === 0) return good(name, roles.map(textOf).join(', '), facts);
  return notice(
    name,
    `more than is needed: ${elsewhere.map(textOf).join(', ')}`,
    'Give MasterX a user with rights on its own databases alone: see docs/transport.md.',
    facts,
  );
}

const textOf = ({ role, db }: Role): string => `${role} on ${db}`;

function rolesIn(value: unknown): readonly Role[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: { readonly role?: unknown; readonly db?: unknown }) => ({
    role: String(one.role),
    db: String(one.db),
  }));
}

function namesIn(value: unknown, key: string): readonly string[] {
  return Array.isArray(value) ? value.map((one: Readonly<Record<string, unknown>>) => String(one[key])) : [];
}

/** What is asked of a Redis to see what its user may. */
export interface RedisAsked {
  sendCommand(words: readonly string[]): Promise<unknown>;
}

/** A command that MasterX never gives: whoever may give it may rewrite how the server runs. */
const TOO_MUCH = ['CONFIG', 'GET', 'maxmemory'] as const;

/** As whom MasterX is known to Redis, and whether that user may do more than it needs; null where it does not tell. */
export async function redisPrivileges(client: RedisAsked): Promise<{ user: string | null; isWide: boolean }> {
  const user = await client.sendCommand(['ACL', 'WHOAMI']).then(String, () => null);
  const isWide = await client.sendCommand(TOO_MUCH).then(
    () => true,
    () => false,
  );
  return { user, isWide };
}
