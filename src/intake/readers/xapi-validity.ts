import { createHash } from 'node:crypto';
import { parseInstant } from './instant.ts';
import { isObject, type JsonObject } from './json.ts';
import { refuse } from './refusal.ts';

const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';
const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const;

/** The parts of a statement that are used, checked. */
export interface ValidStatement {
  /** The statement's own identifier, lower case; undefined when it has none. */
  readonly id: string | undefined;
  /** One key for one learner, whichever way the actor is identified. */
  readonly learner: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly verb: string;
  readonly activity: string;
  readonly definition: JsonObject;
  readonly result: JsonObject;
  readonly context: JsonObject;
  readonly at: Date;
}

/**
 * Checks the required parts of an xAPI statement (Experience API 1.0.3 part two, IEEE 9274.1.1 for 2.0): versions
 * 1.0.x and 2.0.x; one agent with exactly one inverse functional identifier; a verb and an activity with IRIs; a
 * time (`timestamp`, or else `stored`; UTC when it has no zone). Refuses statements about statements, sub-statements,
 * people and groups. A statement that voids another is refused as well: what it voids may have been read already.
 */
export function validStatement(statement: JsonObject): ValidStatement {
  const { id, actor, verb, object, version, timestamp, stored } = statement;
  if (id !== undefined && !(typeof id === 'string' && UUID.test(id))) refuse('id is not a UUID');
  if (version !== undefined && !(typeof version === 'string' && /^(1\.0|2\.0)(\.\d+)?$/.test(version))) {
    refuse('version is neither 1.0.x nor 2.0.x');
  }
  const verbId = isObject(verb) ? verb['id'] : refuse('verb is missing');
  if (!isIri(verbId)) refuse('verb.id is not an IRI');
  if (verbId === VOIDED) refuse('voids another statement: remove that one at the source');
  const activity = activityOf(object);
  const when = timestamp ?? stored ?? refuse('timestamp is missing');
  return {
    ...agentOf(actor),
    id: typeof id === 'string' ? id.toLowerCase() : undefined,
    verb: verbId,
    activity: activity.id,
    definition: activity.definition,
    result: partOf(statement, 'result'),
    context: partOf(statement, 'context'),
    at: timeOf(when),
  };
}

export function isIri(value: unknown): value is string {
  return typeof value === 'string' && IRI.test(value);
}

/** The object at `key`, empty when it is absent; refuses anything else. */
export function partOf(owner: JsonObject, key: string): JsonObject {
  const value = owner[key];
  if (value === undefined || value === null) return {};
  return isObject(value) ? value : refuse(`${key} is not an object`);
}

function timeOf(value: unknown): Date {
  const at = typeof value === 'string' && value.includes('T') ? parseInstant(value) : undefined;
  return at ?? refuse('timestamp is not an ISO 8601 date and time between 1970 and 2099');
}

function activityOf(object: unknown): { readonly id: string; readonly definition: JsonObject } {
  if (!isObject(object)) refuse('object is missing');
  const type = object['objectType'] ?? 'Activity';
  if (type === 'SubStatement') refuse('object is a sub-statement: nothing that has happened');
  if (type === 'StatementRef') refuse('object is another statement, not an activity');
  if (type !== 'Activity') refuse('object is not an activity');
  const { id } = object;
  return { id: isIri(id) ? id : refuse('object.id is not an IRI'), definition: partOf(object, 'definition') };
}

function agentOf(actor: unknown): Pick<ValidStatement, 'learner' | 'name' | 'email'> {
  if (!isObject(actor)) refuse('actor is missing');
  const type = actor['objectType'] ?? 'Agent';
  if (type === 'Group') refuse('actor is a group, not one learner');
  if (type !== 'Agent') refuse('actor is not an agent');
  const given = IDENTIFIERS.filter((key) => actor[key] !== undefined);
  const [identifier] = given;
  if (!identifier || given.length > 1)
    refuse('actor does not have exactly one of mbox, mbox_sha1sum, openid, account');
  const { name, mbox } = actor;
  return {
    learner: learnerOf(identifier, actor[identifier]),
    name: typeof name === 'string' ? name : undefined,
    email: typeof mbox === 'string' ? mbox.slice('mailto:'.length) : undefined,
  };
}

/** An address and its SHA-1 are one learner: the specification defines the second by the first. */
function learnerOf(identifier: (typeof IDENTIFIERS)[number], value: unknown): string {
  switch (identifier) {
    case 'mbox':
      if (typeof value !== 'string' || !/^mailto:[^\s@]+@[^\s@]+$/.test(value))
        refuse('actor.mbox is not a mailto IRI');
      return `mbox_sha1sum:${createHash('sha1').update(value).digest('hex')}`;
    case 'mbox_sha1sum':
      if (typeof value !== 'string' || !/^[0-9a-f]{40}$/i.test(value))
        refuse('actor.mbox_sha1sum is not a SHA-1');
      return `mbox_sha1sum:${value.toLowerCase()}`;
    case 'openid':
      return `openid:${isIri(value) ? value : refuse('actor.openid is not a URI')}`;
    case 'account': {
      if (!isObject(value)) refuse('actor.account is not an object');
      const { homePage, name } = value;
      if (!isIri(homePage)) refuse('actor.account.homePage is not an IRI');
      if (typeof name !== 'string' || name === '') refuse('actor.account.name is missing');
      return `account:${homePage}|${name}`;
    }
  }
}
