import { MongoBulkWriteError, MongoNetworkError, MongoServerError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { MasterXError } from '../../errors/error.ts';
import { asMasterXError, duplicateKeyOf } from './driver-errors.ts';

const SECRET = 'anna@example.org';

/** Everything an error carries, as a log would see it. */
function everythingOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const own = JSON.stringify(thrown, Object.getOwnPropertyNames(thrown));
  return `${own} ${thrown.stack} ${JSON.stringify(thrown)} ${thrown.cause ? everythingOf(thrown.cause) : ''}`;
}

const duplicate = () =>
  new MongoServerError({
    code: 11_000,
    errmsg: `E11000 duplicate key error collection: d.users index: email_blind_index_1 dup key: { x: "${SECRET}" }`,
    keyPattern: { email_blind_index: 1 },
    keyValue: { email_blind_index: SECRET },
  });

const refused = () =>
  new MongoServerError({
    code: 121,
    errmsg: 'Document failed validation',
    errInfo: {
      failingDocumentId: SECRET,
      details: {
        operatorName: '$jsonSchema',
        schemaRulesNotSatisfied: [
          {
            operatorName: 'properties',
            propertiesNotSatisfied: [
              {
                propertyName: 'profile',
                details: [
                  {
                    operatorName: 'properties',
                    propertiesNotSatisfied: [
                      {
                        propertyName: 'goals',
                        details: [
                          {
                            operatorName: 'items',
                            itemIndex: 2,
                            details: [
                              {
                                operatorName: 'bsonType',
                                specifiedAs: { bsonType: 'binData' },
                                consideredValue: SECRET,
                                consideredType: 'string',
                              },
                            ],
                          },
                        ],
                      },
                    ],
                  },
                  { operatorName: 'required', missingProperties: ['age'] },
                  { operatorName: 'additionalProperties', additionalProperties: [SECRET] },
                ],
              },
            ],
          },
        ],
      },
    },
  });

describe('a failure of the driver', () => {
  it('of the network means that the store is away', () => {
    expect(asMasterXError(new MongoNetworkError('connect ECONNREFUSED'))).toMatchObject({
      code: 'store_unavailable',
      retryable: true,
    });
  });

  it('of the network in a write of several documents means that the store is away', () => {
    const batch = new MongoBulkWriteError(new MongoNetworkError('read ECONNRESET'), {} as never);
    expect(asMasterXError(batch)).toMatchObject({ code: 'store_unavailable', retryable: true });
  });

  it('of a unique index names its paths and no value', () => {
    const error = asMasterXError(duplicate());
    expect(error).toMatchObject({ code: 'conflict' });
    expect(duplicateKeyOf(error)).toEqual({ index: 'email_blind_index_1', paths: ['email_blind_index'] });
    expect(everythingOf(error)).not.toContain(SECRET);
  });

  it('of a unique index in a batch names the index and no value', () => {
    const { errmsg } = duplicate().errorResponse;
    const err = { index: 0, code: 11_000, errmsg, errInfo: {}, op: { email: SECRET } };
    const batch = new MongoBulkWriteError(
      {
        message: String(errmsg),
        code: 11_000,
        writeErrors: [{ code: 11_000, index: 0, errmsg, err }],
      } as never,
      { insertedIds: {} } as never,
    );
    const error = asMasterXError(batch);
    expect(error).toMatchObject({ code: 'conflict' });
    expect(duplicateKeyOf(error)).toEqual({ index: 'email_blind_index_1', paths: [] });
    expect(everythingOf(error)).not.toContain(SECRET);
  });

  it('of the validator names the paths and what is expected there, and no value', () => {
    const error = asMasterXError(refused());
    expect(error).toMatchObject({
      code: 'validation_failed',
      violations: [
        { path: 'profile.goals[2]', message: 'expected bsonType "binData"' },
        { path: 'profile.age', message: 'is required' },
        { path: 'profile', message: 'has a field that is not declared' },
      ],
    });
    expect(everythingOf(error)).not.toContain(SECRET);
  });

  it('of any other kind is internal and quotes nothing', () => {
    const thrown = new MongoServerError({ code: 14, errmsg: `Cannot increment with ${SECRET}` });
    const error = asMasterXError(thrown);
    expect(error).toMatchObject({ code: 'internal' });
    expect(everythingOf(error)).not.toContain(SECRET);
  });

  it('that repeats a transaction is left to the driver, until it gives up', () => {
    const thrown = new MongoServerError({
      code: 112,
      errmsg: 'Write conflict',
      errorLabels: ['TransientTransactionError'],
    });
    expect(asMasterXError(thrown)).toBe(thrown);
    expect(asMasterXError(thrown, 'translate')).toMatchObject({ code: 'write_conflict' });
  });

  it('is told from what is none', () => {
    const own = new MasterXError('access_denied');
    expect(asMasterXError(own)).toBe(own);
    const other = new TypeError('x');
    expect(asMasterXError(other)).toBe(other);
    expect(duplicateKeyOf(other)).toBeNull();
  });
});
